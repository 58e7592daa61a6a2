CREATE TABLE "audit_entry" (
	"case_id" text NOT NULL,
	"n" integer NOT NULL,
	"kind" text NOT NULL,
	"seq" integer,
	"command_id" text,
	"content" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "audit_entry_case_id_n_pk" PRIMARY KEY("case_id","n")
);
--> statement-breakpoint
CREATE TABLE "case_head" (
	"case_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"seq" integer NOT NULL,
	"chain_hash" text NOT NULL,
	"chain_length" integer NOT NULL,
	"clock_offset_ms" bigint NOT NULL,
	"opened_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command" (
	"case_id" text NOT NULL,
	"command_id" text NOT NULL,
	"action" text NOT NULL,
	"actor" jsonb NOT NULL,
	"outcome" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"seq_from" integer,
	"seq_to" integer,
	CONSTRAINT "command_case_id_command_id_pk" PRIMARY KEY("case_id","command_id")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"v" smallint NOT NULL,
	"body" jsonb NOT NULL,
	"actor" jsonb NOT NULL,
	"command_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "event_case_id_seq_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_version" (
	"document" uuid NOT NULL,
	"version" integer NOT NULL,
	"digest" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"name" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_for" text NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "document_version_document_version_pk" PRIMARY KEY("document","version")
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"owner" text NOT NULL,
	"writers" text[] NOT NULL,
	"content" jsonb NOT NULL,
	"created_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"updated_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"submitted_case" text
);
--> statement-breakpoint
CREATE TABLE "early_refusal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"actor" text,
	"action" text NOT NULL,
	"command_id" text,
	"target" text,
	"refusal" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prose" (
	"digest" text PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"created_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request" (
	"command_id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"action" text NOT NULL,
	"envelope" jsonb NOT NULL,
	"hint" jsonb,
	"received_at" timestamp (3) with time zone NOT NULL,
	"received_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"sending_until" timestamp (3) with time zone,
	"instance" text,
	"outcome" jsonb,
	"actor" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_hash" text NOT NULL,
	CONSTRAINT "request_by_key" UNIQUE("actor","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "dead_letter" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"effect_key" text NOT NULL,
	"case_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"reason" text NOT NULL,
	"payload" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "dead_letter_effect_key_unique" UNIQUE("effect_key")
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"effect_key" text NOT NULL,
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"last_error" text,
	"delivered_at" timestamp (3) with time zone,
	"message_id" text NOT NULL,
	"in_digest" boolean DEFAULT false NOT NULL,
	"digest_id" text,
	CONSTRAINT "notification_effect_key_unique" UNIQUE("effect_key")
);
--> statement-breakpoint
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
CREATE TABLE "catalog_item" (
	"project_id" uuid NOT NULL,
	"code" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"sharing" text NOT NULL,
	"basis" text,
	"condition" text,
	"items" jsonb NOT NULL,
	"format" text NOT NULL,
	"update_cycle" text NOT NULL,
	"open" boolean NOT NULL,
	CONSTRAINT "catalog_item_project_id_code_pk" PRIMARY KEY("project_id","code")
);
--> statement-breakpoint
CREATE TABLE "om_basis" (
	"project_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"round" integer NOT NULL,
	"basis" jsonb NOT NULL,
	CONSTRAINT "om_basis_year_project_id_round_pk" PRIMARY KEY("year","project_id","round")
);
--> statement-breakpoint
CREATE TABLE "owner_ban" (
	"owner" text NOT NULL,
	"case_id" text NOT NULL,
	"reason" text NOT NULL,
	"since" date NOT NULL,
	CONSTRAINT "owner_ban_owner_case_id_reason_pk" PRIMARY KEY("owner","case_id","reason")
);
--> statement-breakpoint
CREATE TABLE "project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"seq" integer NOT NULL,
	"title" text NOT NULL,
	"owner" text NOT NULL,
	"authority" text NOT NULL,
	"status" text NOT NULL,
	"status_since" timestamp (3) with time zone NOT NULL,
	"stage" text NOT NULL,
	"round" integer NOT NULL,
	"track" text NOT NULL,
	"turn_role" text,
	"turn_org" text,
	"turn_since" timestamp (3) with time zone NOT NULL,
	"next_deadline_kind" text,
	"due_on" date,
	"due_at" timestamp (3) with time zone,
	"due_provisional" boolean,
	"investment_fen" bigint NOT NULL,
	"approved_fen" bigint,
	"submitted_on" date,
	"project_code" text,
	"agencies" text[] NOT NULL,
	"involved_orgs" text[] NOT NULL,
	"involved_people" text[] NOT NULL,
	"state" jsonb NOT NULL,
	"search" "tsvector",
	CONSTRAINT "project_case_id_unique" UNIQUE("case_id")
);
--> statement-breakpoint
CREATE TABLE "calendar_version" (
	"version" text PRIMARY KEY NOT NULL,
	"calendar" jsonb NOT NULL,
	"loaded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"effective_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_org" (
	"id" text PRIMARY KEY NOT NULL,
	"parent" text,
	"uscc" text,
	"zh" text NOT NULL,
	"en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_person" (
	"id" text PRIMARY KEY NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"org" text NOT NULL,
	"roles" text[] NOT NULL,
	"is_leader" boolean NOT NULL,
	"email" text NOT NULL,
	"left_on" date,
	"org_path" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_version" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" text NOT NULL,
	"loaded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "directory_version_is_one_row" CHECK ("directory_version"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"version" text PRIMARY KEY NOT NULL,
	"effective_from" date NOT NULL,
	"source" text NOT NULL,
	"items" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_version" (
	"version" text PRIMARY KEY NOT NULL,
	"effective_from" date NOT NULL,
	"applies_to_running" boolean NOT NULL,
	"values" jsonb NOT NULL,
	"source" text NOT NULL,
	"loaded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_entry" (
	"case_id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"since" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "world_clock" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"offset_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "world_clock_is_one_row" CHECK ("world_clock"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "substitution" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"substitute" text NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"scope" jsonb NOT NULL,
	"reason" text NOT NULL,
	"appointed_by" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "substitution_has_a_period" CHECK ("substitution"."from_on" <= "substitution"."to_on"),
	CONSTRAINT "substitution_is_by_another" CHECK ("substitution"."person" <> "substitution"."substitute")
);
--> statement-breakpoint
CREATE TABLE "substitution_end" (
	"substitution" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"ended_by" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_real" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task" (
	"key" text NOT NULL,
	"opened_seq" integer NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"verb" text NOT NULL,
	"role" text,
	"org" text,
	"holder" text,
	"is_personal" boolean NOT NULL,
	"step" text,
	"seat" text,
	"owner" text NOT NULL,
	"authority" text NOT NULL,
	"stage" text NOT NULL,
	"round" integer NOT NULL,
	"state" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"due_on" date,
	"due_at" timestamp (3) with time zone,
	"provisional" boolean NOT NULL,
	"rank" timestamp (3) with time zone NOT NULL,
	"why" text NOT NULL,
	"leader_only" boolean NOT NULL,
	"barred" text[] NOT NULL,
	"done_by" text,
	"done_at" timestamp (3) with time zone,
	"words" "tsvector",
	CONSTRAINT "task_key_opened_seq_pk" PRIMARY KEY("key","opened_seq")
);
--> statement-breakpoint
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_document_id_fk" FOREIGN KEY ("document") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitution_end" ADD CONSTRAINT "substitution_end_substitution_substitution_id_fk" FOREIGN KEY ("substitution") REFERENCES "public"."substitution"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entry_by_time" ON "audit_entry" USING btree ("recorded_real");--> statement-breakpoint
CREATE INDEX "command_by_id" ON "command" USING btree ("command_id");--> statement-breakpoint
CREATE INDEX "document_by_holder" ON "document" USING btree ("holder","id");--> statement-breakpoint
CREATE INDEX "document_version_by_digest" ON "document_version" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "draft_by_owner" ON "draft" USING btree ("owner","id");--> statement-breakpoint
CREATE INDEX "early_refusal_by_time" ON "early_refusal" USING btree ("recorded_real");--> statement-breakpoint
CREATE INDEX "request_pending" ON "request" USING btree ("received_real") WHERE "request"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "request_pending_by_case" ON "request" USING btree ("case_id","received_at") WHERE "request"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "request_recorded" ON "request" USING btree ("received_real") WHERE "request"."state" = 'recorded';--> statement-breakpoint
CREATE INDEX "dead_letter_by_state" ON "dead_letter" USING btree ("state","recorded_real");--> statement-breakpoint
CREATE INDEX "dead_letter_by_case" ON "dead_letter" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "notification_due" ON "notification" USING btree ("next_attempt_at") WHERE "notification"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "notification_dead" ON "notification" USING btree ("next_attempt_at") WHERE "notification"."state" = 'dead';--> statement-breakpoint
CREATE INDEX "notification_by_case" ON "notification" USING btree ("case_id","seq");--> statement-breakpoint
CREATE INDEX "planned_notice_due" ON "planned_notice" USING btree ("fires_at") WHERE "planned_notice"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "planned_notice_by_case" ON "planned_notice" USING btree ("case_id") WHERE "planned_notice"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "catalog_item_by_code" ON "catalog_item" USING btree ("code");--> statement-breakpoint
CREATE INDEX "project_by_owner" ON "project" USING btree ("owner","id");--> statement-breakpoint
CREATE INDEX "project_by_authority" ON "project" USING btree ("authority","id");--> statement-breakpoint
CREATE INDEX "project_by_turn" ON "project" USING btree ("turn_org","turn_role","id");--> statement-breakpoint
CREATE INDEX "project_by_status" ON "project" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "project_by_due" ON "project" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "project_by_code" ON "project" USING btree ("project_code");--> statement-breakpoint
CREATE INDEX "project_by_agency" ON "project" USING gin ("agencies");--> statement-breakpoint
CREATE INDEX "project_by_words" ON "project" USING gin ("search");--> statement-breakpoint
CREATE INDEX "project_by_investment" ON "project" USING btree ("investment_fen","id","owner");--> statement-breakpoint
CREATE INDEX "directory_person_by_path" ON "directory_person" USING gin ("org_path");--> statement-breakpoint
CREATE INDEX "substitution_between" ON "substitution" USING btree ("person","substitute");--> statement-breakpoint
CREATE INDEX "substitution_by_substitute" ON "substitution" USING btree ("substitute");--> statement-breakpoint
CREATE INDEX "task_group" ON "task" USING btree ("org","role","rank","key","kind","stage","owner","leader_only") WHERE "task"."state" = 'open' and "task"."holder" is null;--> statement-breakpoint
CREATE INDEX "task_group_by_kind" ON "task" USING btree ("org","role","kind","rank","key") WHERE "task"."state" = 'open' and "task"."holder" is null;--> statement-breakpoint
CREATE INDEX "task_mine" ON "task" USING btree ("holder","rank","key") WHERE "task"."state" = 'open' and "task"."holder" is not null;--> statement-breakpoint
CREATE INDEX "task_of_owner" ON "task" USING btree ("owner","rank","key","holder","kind","stage","org") WHERE "task"."state" = 'open' and "task"."org" is distinct from "task"."owner";--> statement-breakpoint
CREATE INDEX "task_of_authority" ON "task" USING btree ("authority","rank","key","holder","kind","stage","owner","org") WHERE "task"."state" = 'open' and "task"."org" is distinct from "task"."authority";--> statement-breakpoint
CREATE INDEX "task_held" ON "task" USING btree ("org","rank","key","holder","authority","kind","stage","owner") WHERE "task"."state" = 'open' and "task"."holder" is not null;--> statement-breakpoint
CREATE INDEX "task_for_leaders" ON "task" USING btree ("org","role","rank","key","authority","kind","stage","owner") WHERE "task"."state" = 'open' and "task"."holder" is null and "task"."leader_only";--> statement-breakpoint
CREATE INDEX "task_barred" ON "task" USING gin ("barred") WHERE "task"."state" = 'open';--> statement-breakpoint
CREATE INDEX "task_done" ON "task" USING btree ("done_by","done_at","key","kind","stage","owner","rank") WHERE "task"."state" = 'done';--> statement-breakpoint
CREATE INDEX "task_copied" ON "task" USING btree ("holder","since","key","kind","stage","owner") WHERE "task"."state" = 'copied';--> statement-breakpoint
CREATE INDEX "task_by_words" ON "task" USING gin ("words") WHERE "task"."state" <> 'done';--> statement-breakpoint
CREATE INDEX "task_done_by_words" ON "task" USING gin ("words") WHERE "task"."state" = 'done';--> statement-breakpoint
CREATE INDEX "task_by_project" ON "task" USING btree ("project_id","state","done_by");