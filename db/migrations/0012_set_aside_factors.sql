-- A dump that is under way would keep this waiting, and this everybody who writes: given up, and tried again.
SET LOCAL lock_timeout = '3s';--> statement-breakpoint
CREATE TABLE "set_aside_factors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"rows" jsonb NOT NULL,
	"credential_id" text,
	"made_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	"suspended_at" timestamp with time zone,
	CONSTRAINT "set_aside_factors_state" CHECK ((removed_at is null) <> (suspended_at is null))
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "factors_suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "set_aside_factors" ADD CONSTRAINT "set_aside_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "set_aside_factors_user_id" ON "set_aside_factors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "set_aside_factors_credential_id" ON "set_aside_factors" USING btree ("credential_id") WHERE credential_id is not null;