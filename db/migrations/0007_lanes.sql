-- A dump that is under way would keep the drop waiting, and it everybody who writes: given up, and tried again.
SET LOCAL lock_timeout = '3s';--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "emails_lane_due" ON "emails" USING btree ((case "kind" when 'reset-password' then 0 else 1 end),"next_attempt_at") WHERE status = 'queued';--> statement-breakpoint
DROP INDEX IF EXISTS "emails_due";
