CREATE TABLE "case_hold" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" text NOT NULL,
	"reason" text NOT NULL,
	"until_real" timestamp (3) with time zone NOT NULL,
	"held_by" jsonb NOT NULL,
	"held_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"released_by" jsonb,
	"released_real" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "hosting_pass" (
	"id" integer PRIMARY KEY NOT NULL,
	"leader" text NOT NULL,
	"lease_until_real" timestamp (3) with time zone NOT NULL,
	"started_real" timestamp (3) with time zone,
	"finished_real" timestamp (3) with time zone,
	"open_cases" integer DEFAULT 0 NOT NULL,
	"candidates" integer DEFAULT 0 NOT NULL,
	"examined" integer DEFAULT 0 NOT NULL,
	"hosted" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hosting_trouble" (
	"case_id" text PRIMARY KEY NOT NULL,
	"trouble" text NOT NULL,
	"why" text NOT NULL,
	"since_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rehosted_case" (
	"case_id" text PRIMARY KEY NOT NULL,
	"at_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "command" ADD COLUMN "content_hash" text;--> statement-breakpoint
ALTER TABLE "world_clock" ADD COLUMN "outbox_offset_ms" bigint;--> statement-breakpoint
CREATE INDEX "case_hold_open" ON "case_hold" USING btree ("case_id") WHERE "case_hold"."released_real" is null;--> statement-breakpoint
-- What acts were about that came through the API; those that came by signal before this are not known.
ALTER TABLE "command" DISABLE TRIGGER "command_is_append_only";--> statement-breakpoint
UPDATE "command" c SET content_hash = r.envelope ->> 'contentHash'
  FROM "request" r WHERE r.case_id = c.case_id AND r.command_id = c.command_id AND r.action = c.action;--> statement-breakpoint
ALTER TABLE "command" ENABLE TRIGGER "command_is_append_only";
