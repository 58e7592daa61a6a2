-- One row for a case of any kind: what only lists of its kind show is in "listed". The triggers that copy its words follow.
ALTER TABLE "project" RENAME TO "case_view";
--> statement-breakpoint
ALTER TABLE "case_view" ADD COLUMN "kind" text;
--> statement-breakpoint
ALTER TABLE "case_view" ADD COLUMN "is_open" boolean;
--> statement-breakpoint
ALTER TABLE "case_view" ADD COLUMN "frees_code" boolean;
--> statement-breakpoint
ALTER TABLE "case_view" ADD COLUMN "listed" jsonb;
--> statement-breakpoint
UPDATE "case_view" SET "kind" = split_part("case_id", '/', 1),
  "is_open" = "status" NOT IN ('withdrawn', 'declined', 'refused', 'terminated', 'retired'),
  "frees_code" = "status" IN ('withdrawn', 'declined', 'refused'),
  "listed" = jsonb_build_object('track', "track", 'investmentFen', "investment_fen", 'approvedFen', "approved_fen",
    'projectCode', "project_code");
--> statement-breakpoint
ALTER TABLE "case_view" ALTER COLUMN "kind" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "case_view" ALTER COLUMN "is_open" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "case_view" ALTER COLUMN "frees_code" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "case_view" ALTER COLUMN "listed" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "case_view" DROP COLUMN "track";
--> statement-breakpoint
ALTER TABLE "case_view" RENAME COLUMN "investment_fen" TO "asked_fen";
--> statement-breakpoint
ALTER TABLE "case_view" ALTER COLUMN "asked_fen" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "case_view" RENAME COLUMN "approved_fen" TO "granted_fen";
--> statement-breakpoint
ALTER TABLE "case_view" RENAME COLUMN "project_code" TO "code";
--> statement-breakpoint
ALTER TABLE "case_view" RENAME CONSTRAINT "project_pkey" TO "case_view_pkey";
--> statement-breakpoint
ALTER TABLE "case_view" RENAME CONSTRAINT "project_case_id_unique" TO "case_view_case_id_unique";
--> statement-breakpoint
ALTER INDEX "project_by_owner" RENAME TO "case_view_by_owner";
--> statement-breakpoint
ALTER INDEX "project_by_authority" RENAME TO "case_view_by_authority";
--> statement-breakpoint
ALTER INDEX "project_by_turn" RENAME TO "case_view_by_turn";
--> statement-breakpoint
ALTER INDEX "project_by_status" RENAME TO "case_view_by_status";
--> statement-breakpoint
ALTER INDEX "project_by_due" RENAME TO "case_view_by_due";
--> statement-breakpoint
ALTER INDEX "project_by_code" RENAME TO "case_view_by_code";
--> statement-breakpoint
ALTER INDEX "project_by_agency" RENAME TO "case_view_by_agency";
--> statement-breakpoint
ALTER INDEX "project_by_involved" RENAME TO "case_view_by_involved";
--> statement-breakpoint
ALTER INDEX "project_by_words" RENAME TO "case_view_by_words";
--> statement-breakpoint
ALTER INDEX "project_by_investment" RENAME TO "case_view_by_amount";
--> statement-breakpoint
CREATE INDEX "case_view_by_kind" ON "case_view" USING btree ("kind","id");
--> statement-breakpoint
ALTER TABLE "task" RENAME COLUMN "project_id" TO "case_uuid";
--> statement-breakpoint
ALTER INDEX "task_by_project" RENAME TO "task_by_case";
--> statement-breakpoint
ALTER TABLE "catalog_item" RENAME COLUMN "project_id" TO "case_uuid";
--> statement-breakpoint
ALTER TABLE "catalog_item" RENAME CONSTRAINT "catalog_item_project_id_code_pk" TO "catalog_item_case_uuid_code_pk";
--> statement-breakpoint
ALTER TABLE "om_basis" RENAME COLUMN "project_id" TO "case_uuid";
--> statement-breakpoint
ALTER TABLE "om_basis" RENAME CONSTRAINT "om_basis_year_project_id_round_pk" TO "om_basis_year_case_uuid_round_pk";
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "task_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.words := (SELECT search FROM case_view WHERE id = NEW.case_uuid) || array_to_tsvector(array_remove(CASE NEW.state
    WHEN 'open' THEN ARRAY['@open-owner:' || NEW.owner, '@open-authority:' || NEW.authority,
      coalesce('@held:' || NEW.holder, '@free:' || NEW.org || '/' || NEW.role)]
    WHEN 'done' THEN ARRAY['@done:' || NEW.done_by]
    ELSE ARRAY['@copied:' || NEW.holder]
  END, NULL));
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION "tasks_renamed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE task SET words = NEW.search WHERE case_uuid = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
ALTER TRIGGER "project_is_renamed" ON "case_view" RENAME TO "case_view_is_renamed";
--> statement-breakpoint
-- What decisions may rest on outside their case: what one case published for others, and what was loaded.
CREATE TABLE "published_fact" (
	"fact" text NOT NULL,
	"key" text NOT NULL,
	"case_id" text DEFAULT '' NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	"version" text DEFAULT '' NOT NULL,
	"effective_from" date,
	"body" jsonb NOT NULL,
	CONSTRAINT "published_fact_key_fact_case_id_part_version_pk" PRIMARY KEY("key","fact","case_id","part","version")
);
--> statement-breakpoint
CREATE INDEX "published_fact_by_case" ON "published_fact" USING btree ("case_id");
--> statement-breakpoint
INSERT INTO "published_fact" ("fact", "key", "case_id", "part", "body")
  SELECT 'ownerBan', "owner", "case_id", "reason", jsonb_build_object('since', "since") FROM "owner_ban";
--> statement-breakpoint
INSERT INTO "published_fact" ("fact", "key", "version", "effective_from", "body")
  SELECT 'nationalPlan', '*', "version", "effective_from", jsonb_build_object('source', "source", 'items', "items")
  FROM "plan_version";
--> statement-breakpoint
INSERT INTO "published_fact" ("fact", "key", "body")
  SELECT 'registerEntry', "case_id", jsonb_build_object('number', "number", 'since', "since", 'enteredOn', "entered_on")
  FROM "register_entry";
--> statement-breakpoint
DROP TABLE "owner_ban";
--> statement-breakpoint
DROP TABLE "plan_version";
--> statement-breakpoint
DROP TABLE "register_entry";
--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "kind" text DEFAULT 'project' NOT NULL;
--> statement-breakpoint
ALTER TABLE "draft" ALTER COLUMN "kind" DROP DEFAULT;
