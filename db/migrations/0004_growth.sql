-- A dump that is under way would keep the drops waiting, and they everybody who writes: given up, and tried again.
SET LOCAL lock_timeout = '3s';--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "disavowals_reset" ON "disavowals" USING btree ("reset_id") WHERE reset_id is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "emails_troubled" ON "emails" USING btree ("id") WHERE status = 'failed' or bounced_at is not null or complained_at is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "emails_provider" ON "emails" USING btree ("provider_id") WHERE provider_id is not null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "emails_nobodys" ON "emails" USING btree ("id") WHERE user_id is null and status <> 'queued';--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_unverified" ON "users" USING btree ("id") WHERE email_verified_at is null;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "users_locked" ON "users" USING btree ("id") WHERE password_hash = '!';--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("received_at");--> statement-breakpoint
DROP INDEX IF EXISTS "disavowals_reset_id";--> statement-breakpoint
DROP INDEX IF EXISTS "disavowals_expires_at";--> statement-breakpoint
DROP INDEX IF EXISTS "email_changes_expires_at";--> statement-breakpoint
DROP INDEX IF EXISTS "email_undos_expires_at";--> statement-breakpoint
DROP INDEX IF EXISTS "email_verifications_expires_at";--> statement-breakpoint
DROP INDEX IF EXISTS "emails_failed";--> statement-breakpoint
DROP INDEX IF EXISTS "emails_provider_id";--> statement-breakpoint
DROP INDEX IF EXISTS "emails_created_at";--> statement-breakpoint
DROP INDEX IF EXISTS "events_at";--> statement-breakpoint
DROP INDEX IF EXISTS "password_resets_expires_at";--> statement-breakpoint
DROP INDEX IF EXISTS "registrations_expires_at";--> statement-breakpoint
DROP INDEX IF EXISTS "webhook_deliveries_received_at";
