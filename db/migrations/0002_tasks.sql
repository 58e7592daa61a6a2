-- Chinese has no spaces: each character and each pair of neighbours is a word, so that words of two characters
-- (most of Chinese) are found by index. Letters and digits are whole words.
CREATE FUNCTION "zh_tsv"(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_to_tsvector(array_agg(DISTINCT gram)), ''::tsvector)
  FROM regexp_matches(lower(t), '[a-z0-9]+|[\u3400-\u9fff]+', 'g') AS run (part),
    LATERAL (
      SELECT part[1] AS gram WHERE part[1] ~ '^[a-z0-9]'
      UNION ALL
      SELECT substr(part[1], i, n) FROM generate_series(1, length(part[1])) AS i, (VALUES (1), (2)) AS sizes (n)
      WHERE part[1] !~ '^[a-z0-9]' AND i + n - 1 <= length(part[1])
    ) AS grams
$$;
--> statement-breakpoint
-- What is searched for: every pair of a Chinese word, and letters and digits from their beginning on. Null: nothing.
CREATE FUNCTION "zh_q"(t text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(DISTINCT gram, ' & ')::tsquery
  FROM regexp_matches(lower(t), '[a-z0-9]+|[\u3400-\u9fff]+', 'g') AS run (part),
    LATERAL (
      SELECT quote_literal(part[1]) || ':*' AS gram WHERE part[1] ~ '^[a-z0-9]'
      UNION ALL
      SELECT quote_literal(part[1]) WHERE part[1] !~ '^[a-z0-9]' AND length(part[1]) = 1
      UNION ALL
      SELECT quote_literal(substr(part[1], i, 2)) FROM generate_series(1, length(part[1]) - 1) AS i
      WHERE part[1] !~ '^[a-z0-9]'
    ) AS grams
$$;
--> statement-breakpoint
CREATE TABLE "task" (
	"key" text NOT NULL,
	"opened_seq" integer NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"verb" text NOT NULL,
	"role" text NOT NULL,
	"org" text NOT NULL,
	"holder" text,
	"step" text,
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
	CONSTRAINT "task_key_opened_seq_pk" PRIMARY KEY("key","opened_seq")
);
--> statement-breakpoint
ALTER TABLE "project" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (zh_tsv(title || ' ' || coalesce(project_code, '') || ' ' ||
        coalesce(jsonb_path_query_array(state, '$.approvals[*].documentNumber')::text, ''))) STORED;--> statement-breakpoint
CREATE INDEX "task_group" ON "task" USING btree ("org","role","rank","key","kind","stage","owner","leader_only") WHERE "task"."state" = 'open' and "task"."holder" is null;--> statement-breakpoint
CREATE INDEX "task_group_by_kind" ON "task" USING btree ("org","role","kind","rank","key") WHERE "task"."state" = 'open' and "task"."holder" is null;--> statement-breakpoint
CREATE INDEX "task_mine" ON "task" USING btree ("holder","rank","key") WHERE "task"."state" = 'open' and "task"."holder" is not null;--> statement-breakpoint
CREATE INDEX "task_by_owner" ON "task" USING btree ("owner","rank","key","org","role") WHERE "task"."state" = 'open';--> statement-breakpoint
CREATE INDEX "task_by_authority" ON "task" USING btree ("authority","rank","key","org","role") WHERE "task"."state" = 'open';--> statement-breakpoint
CREATE INDEX "task_barred" ON "task" USING gin ("barred") WHERE "task"."state" = 'open';--> statement-breakpoint
CREATE INDEX "task_done" ON "task" USING btree ("done_by","done_at","key","owner") WHERE "task"."state" = 'done';--> statement-breakpoint
CREATE INDEX "task_copied" ON "task" USING btree ("org","role","rank","key") WHERE "task"."state" = 'copied';--> statement-breakpoint
CREATE INDEX "task_by_project" ON "task" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "project_by_words" ON "project" USING gin ("search");--> statement-breakpoint
CREATE INDEX "project_by_investment" ON "project" USING btree ("investment_fen");