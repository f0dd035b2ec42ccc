-- A dump that is running would keep this waiting, and this would block everyone who writes: give up and try again.
SET LOCAL lock_timeout = '3s';--> statement-breakpoint
ALTER TABLE "registrations" ALTER COLUMN "phone_number" DROP NOT NULL;--> statement-breakpoint
-- Accounts are locked for an instant only: the rows are neither read nor rewritten.
ALTER TABLE "users" ALTER COLUMN "phone_number" DROP NOT NULL;
