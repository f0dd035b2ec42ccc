CREATE TABLE "app_seats" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"host" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "remote_user" text DEFAULT 'sub' NOT NULL;--> statement-breakpoint
ALTER TABLE "app_seats" ADD CONSTRAINT "app_seats_login" FOREIGN KEY ("session_id","client_id") REFERENCES "public"."app_logins"("session_id","client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "app_seats_place" ON "app_seats" USING btree ("session_id","client_id","host");