-- Entries that are there count from the day that they bear, as before.
ALTER TABLE "register_entry" ADD COLUMN "entered_on" date;
--> statement-breakpoint
UPDATE "register_entry" SET "entered_on" = "since";
--> statement-breakpoint
ALTER TABLE "register_entry" ALTER COLUMN "entered_on" SET NOT NULL;
