-- A dump that is under way would keep this waiting, and this everybody who writes: given up, and tried again.
SET LOCAL lock_timeout = '3s';--> statement-breakpoint
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
ALTER TABLE "email_undos" ADD COLUMN "first_name" text;--> statement-breakpoint
ALTER TABLE "email_undos" ADD COLUMN "last_name" text;--> statement-breakpoint
ALTER TABLE "email_undos" ADD COLUMN "phone_number" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "contested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "email_contests" ADD CONSTRAINT "email_contests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_contests_user_id" ON "email_contests" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "email_contests_email_canonical" ON "email_contests" USING btree ("email_canonical");--> statement-breakpoint
CREATE INDEX "email_contests_used" ON "email_contests" USING btree ("user_id") WHERE used_at is not null;--> statement-breakpoint
-- What was filled in at the time of a change that can still be undone: as it is now, where nobody has changed it since.
UPDATE "email_undos" SET
	"first_name" = CASE WHEN "changed"."name" THEN NULL ELSE "users"."first_name" END,
	"last_name" = CASE WHEN "changed"."name" THEN NULL ELSE "users"."last_name" END,
	"phone_number" = CASE WHEN "changed"."phone" THEN NULL ELSE "users"."phone_number" END
FROM "email_undos" AS "undo"
	JOIN "users" ON "users"."id" = "undo"."user_id"
	CROSS JOIN LATERAL (
		SELECT
			count(*) FILTER (WHERE "type" = 'name-changed') > 0 AS "name",
			count(*) FILTER (WHERE "type" = 'phone-changed') > 0 AS "phone"
		FROM "events" WHERE "user_id" = "undo"."user_id" AND "at" > "undo"."created_at" - interval '1 minute'
	) AS "changed"
WHERE "email_undos"."id" = "undo"."id" AND "undo"."used_at" IS NULL AND "undo"."replaced_at" IS NULL AND "undo"."expires_at" > now();
