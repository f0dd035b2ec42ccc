CREATE TABLE "app_logins" (
	"session_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"sid" text NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_logins_session_id_client_id_pk" PRIMARY KEY("session_id","client_id"),
	CONSTRAINT "app_logins_sid_unique" UNIQUE("sid")
);
--> statement-breakpoint
CREATE TABLE "client_faults" (
	"client_id" text NOT NULL,
	"code" text NOT NULL,
	"detail" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_faults_client_id_code_pk" PRIMARY KEY("client_id","code")
);
--> statement-breakpoint
CREATE TABLE "client_users" (
	"client_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_users_client_id_user_id_pk" PRIMARY KEY("client_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"secret_hash" text,
	"old_secret_hash" text,
	"old_secret_until" timestamp with time zone,
	"redirect_uris" text[] DEFAULT '{}'::text[] NOT NULL,
	"post_logout_uris" text[] DEFAULT '{}'::text[] NOT NULL,
	"backchannel_uri" text,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"alg" text DEFAULT 'RS256' NOT NULL,
	"pkce" boolean DEFAULT true NOT NULL,
	"third_party" boolean DEFAULT false NOT NULL,
	"id_token_claims" boolean DEFAULT false NOT NULL,
	"needs_verified" boolean DEFAULT true NOT NULL,
	"allow" text DEFAULT 'everyone' NOT NULL,
	"disabled_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"user_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_user_id_client_id_pk" PRIMARY KEY("user_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "logout_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"client_name" text NOT NULL,
	"uri" text NOT NULL,
	"alg" text NOT NULL,
	"sub" uuid NOT NULL,
	"sid" text NOT NULL,
	"cause" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"status_code" integer,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "provider_records" (
	"kind" text NOT NULL,
	"id_hash" text NOT NULL,
	"grant_id" text,
	"uid" text,
	"user_id" uuid,
	"client_id" text,
	"session_id" uuid,
	"payload" jsonb NOT NULL,
	"consumed_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_records_kind_id_hash_pk" PRIMARY KEY("kind","id_hash")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"alg" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"signs_from" timestamp with time zone DEFAULT now() NOT NULL,
	"published_until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "app_logins" ADD CONSTRAINT "app_logins_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_logins" ADD CONSTRAINT "app_logins_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_faults" ADD CONSTRAINT "client_faults_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_users" ADD CONSTRAINT "client_users_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_users" ADD CONSTRAINT "client_users_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_records" ADD CONSTRAINT "provider_records_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_records" ADD CONSTRAINT "provider_records_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_records" ADD CONSTRAINT "provider_records_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "app_logins_client_id" ON "app_logins" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "client_users_user_id" ON "client_users" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "consents_client_id" ON "consents" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "logout_notices_due" ON "logout_notices" USING btree ("next_attempt_at") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "logout_notices_sub" ON "logout_notices" USING btree ("sub");--> statement-breakpoint
CREATE INDEX "logout_notices_client_id" ON "logout_notices" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "provider_records_grant_id" ON "provider_records" USING btree ("grant_id") WHERE grant_id is not null;--> statement-breakpoint
CREATE INDEX "provider_records_uid" ON "provider_records" USING btree ("uid") WHERE uid is not null;--> statement-breakpoint
CREATE INDEX "provider_records_user_id" ON "provider_records" USING btree ("user_id") WHERE user_id is not null;--> statement-breakpoint
CREATE INDEX "provider_records_client_id" ON "provider_records" USING btree ("client_id") WHERE client_id is not null;--> statement-breakpoint
CREATE INDEX "provider_records_session_id" ON "provider_records" USING btree ("session_id") WHERE session_id is not null;--> statement-breakpoint
CREATE INDEX "provider_records_expires_at" ON "provider_records" USING btree ("expires_at");