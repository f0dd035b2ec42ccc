-- A dump that is under way would keep this waiting, and this everybody who writes: given up, and tried again.
SET LOCAL lock_timeout = '3s';--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "browsers_trusted_since" timestamp with time zone;