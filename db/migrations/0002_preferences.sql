CREATE TABLE "notification_preference" (
	"person" text PRIMARY KEY NOT NULL,
	"language" text NOT NULL,
	"digest" text NOT NULL,
	"digest_minute" integer NOT NULL,
	"quiet_hours" boolean NOT NULL,
	"muted" jsonb NOT NULL,
	"changed_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planned_notice" (
	"plan_key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"fires_at" timestamp (3) with time zone NOT NULL,
	"notice" jsonb NOT NULL,
	"planning_authority" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "in_digest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "digest_id" text;--> statement-breakpoint
CREATE INDEX "planned_notice_due" ON "planned_notice" USING btree ("fires_at") WHERE "planned_notice"."state" = 'waiting';