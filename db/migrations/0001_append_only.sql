-- The record is only ever added to: a mistake is corrected by a later event, never by changing an earlier one.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "command_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "command"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_entry_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

--> statement-breakpoint
CREATE TRIGGER "document_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "document_version_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "substitution_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "substitution"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "substitution_end_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "substitution_end"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
