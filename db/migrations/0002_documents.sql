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
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_document_id_fk" FOREIGN KEY ("document") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_by_holder" ON "document" USING btree ("holder","id");--> statement-breakpoint
CREATE INDEX "document_version_by_digest" ON "document_version" USING btree ("digest");
--> statement-breakpoint
CREATE TRIGGER "document_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "document_version_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
