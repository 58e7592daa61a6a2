-- Who reads a project besides its owner, authority and agencies, by person or by office, in one column. Worked out here for the
-- rows that are there as db/projections/rows.ts does it: nobody's sight waits for `npm run rebuild`.
ALTER TABLE "project" ADD COLUMN "involved" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
UPDATE "project" SET "involved" = array(
  SELECT 'person:' || person FROM jsonb_array_elements_text("state" -> 'copied') AS copied (person)
  UNION
  SELECT 'person:' || (seat ->> field)
  FROM jsonb_path_query("state", '$.reviews[*].seats[*]') AS seat, unnest('{person,delegate}'::text[]) AS field
  WHERE seat ? field
  UNION
  SELECT coalesce(seat ->> 'role', 'signer') || '@' || (seat ->> 'org')
  FROM jsonb_path_query("state", '$.reviews[*].seats[*]') AS seat WHERE seat ? 'org'
  ORDER BY 1
) WHERE cardinality("involved_orgs") + cardinality("involved_people") > 0;
--> statement-breakpoint
ALTER TABLE "project" ALTER COLUMN "involved" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "project" DROP COLUMN "involved_orgs";
--> statement-breakpoint
ALTER TABLE "project" DROP COLUMN "involved_people";
--> statement-breakpoint
CREATE INDEX "project_by_involved" ON "project" USING gin ("involved");
--> statement-breakpoint
ALTER TABLE "directory_org" ADD COLUMN "is_national" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "directory_org" ADD COLUMN "ended_on" date;
--> statement-breakpoint
ALTER TABLE "directory_person" ADD COLUMN "identity" text;
--> statement-breakpoint
CREATE INDEX "directory_person_by_identity" ON "directory_person" USING btree ("identity") WHERE "directory_person"."identity" is not null;
