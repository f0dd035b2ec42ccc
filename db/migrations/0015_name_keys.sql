-- The columns and indexes may exist already: with millions of accounts, operators make them beforehand (docs/operating.md).
ALTER TABLE "users" ADD COLUMN IF NOT EXISTS "name_key" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN IF NOT EXISTS "last_name_key" text;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_name_begins" ON "users" USING btree ("name_key" collate "C","id") WHERE name_key is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_last_name_begins" ON "users" USING btree ("last_name_key" collate "C","id") WHERE last_name_key is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_without_name_key" ON "users" USING btree ("id") WHERE name_key is null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_unreachable" ON "users" USING btree ("id") WHERE email_unreachable_at is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_to_be_deleted" ON "users" USING btree ("id") WHERE deletion_due_at is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_two_step" ON "users" USING btree ("id") WHERE two_step_at is not null;--> statement-breakpoint
-- An instance of an earlier version that still runs changes names and knows no keys, so a key would stay that of the former name.
-- Without keys, the account is found by the sweep, which makes them.
CREATE FUNCTION "public"."forget_name_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.name_key := NULL;
	NEW.last_name_key := NULL;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- A change of case in A to Z leaves the keys as they are, and so they need not be made again.
CREATE TRIGGER "users_renamed" BEFORE UPDATE OF "first_name", "last_name" ON "public"."users" FOR EACH ROW
WHEN (
	(lower(OLD.first_name COLLATE "C"), lower(OLD.last_name COLLATE "C"))
		IS DISTINCT FROM (lower(NEW.first_name COLLATE "C"), lower(NEW.last_name COLLATE "C"))
	AND (OLD.name_key, OLD.last_name_key) IS NOT DISTINCT FROM (NEW.name_key, NEW.last_name_key)
)
EXECUTE FUNCTION "public"."forget_name_keys"();
