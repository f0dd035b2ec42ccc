-- A dump that is under way would keep this waiting, and this everybody who writes: given up, and tried again.
SET LOCAL lock_timeout = '3s';--> statement-breakpoint
-- The one slow statement comes first, while accounts are still open to everybody.
CREATE INDEX IF NOT EXISTS "emails_lane_due" ON "emails" USING btree ((case "kind" when 'reset-password' then 0 else 1 end),"next_attempt_at") WHERE status = 'queued';--> statement-breakpoint
CREATE TABLE "email_contests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"replaced_at" timestamp with time zone,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"email_canonical" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"phone_number" text
);
--> statement-breakpoint
CREATE INDEX "email_contests_user_id" ON "email_contests" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "email_contests_email_canonical" ON "email_contests" USING btree ("email_canonical");--> statement-breakpoint
CREATE INDEX "email_contests_used" ON "email_contests" USING btree ("user_id") WHERE used_at is not null;--> statement-breakpoint
-- From here on accounts are closed to everybody, so nothing slow follows.
ALTER TABLE "users" ADD COLUMN "contested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "email_contests" ADD CONSTRAINT "email_contests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_undos" ADD COLUMN "first_name" text;--> statement-breakpoint
ALTER TABLE "email_undos" ADD COLUMN "last_name" text;--> statement-breakpoint
ALTER TABLE "email_undos" ADD COLUMN "phone_number" text;--> statement-breakpoint
DROP INDEX IF EXISTS "emails_due";
