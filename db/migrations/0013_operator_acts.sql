CREATE TABLE "operator_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"via" text NOT NULL,
	"operator" text NOT NULL,
	"act" text NOT NULL,
	"user_id" uuid,
	"reason" text,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"refused" text
);
--> statement-breakpoint
CREATE INDEX "operator_acts_user_id" ON "operator_acts" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "operator_acts_act" ON "operator_acts" USING btree ("act","id");--> statement-breakpoint
-- Default privileges may have given the role of the app every right on the new table. It keeps those to add and to read rows.
DO $$
DECLARE
	app text;
BEGIN
	FOR app IN
		SELECT CASE grantee WHEN 0 THEN 'public' ELSE grantee::regrole::text END
		FROM pg_class, aclexplode(relacl)
		WHERE pg_class.oid = 'operator_acts'::regclass AND grantee <> relowner
		GROUP BY grantee
	LOOP
		EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON operator_acts FROM ' || app;
	END LOOP;
END $$;
