CREATE INDEX "emails_failed" ON "emails" USING btree ("id") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "users_email_begins" ON "users" USING btree ("email_canonical" collate "C");--> statement-breakpoint
CREATE INDEX "users_disabled" ON "users" USING btree ("id") WHERE disabled_at is not null;