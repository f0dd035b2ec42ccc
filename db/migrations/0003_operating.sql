CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "bounced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "complained_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "server_reply" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_unreachable_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_received_at" ON "webhook_deliveries" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "emails_failed" ON "emails" USING btree ("id") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "emails_provider_id" ON "emails" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "users_email_begins" ON "users" USING btree ("email_canonical" collate "C");--> statement-breakpoint
CREATE INDEX "users_disabled" ON "users" USING btree ("id") WHERE disabled_at is not null;