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
--> statement-breakpoint
-- Chinese has no spaces: each character and each pair of neighbours is a word, so that words of two characters
-- (most of Chinese) are found by index. Letters and digits are whole words; a code with hyphens is one, and its parts. 〇 (3007) is
-- a Chinese character that stands apart from the others.
CREATE FUNCTION "zh_tsv"(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_to_tsvector(array_agg(DISTINCT gram)), ''::tsvector)
  FROM regexp_matches(lower(normalize(t, NFKC)), '[a-z0-9]+(?:-[a-z0-9]+)*|[\u3007\u3400-\u9fff]+', 'g') AS run (part),
    LATERAL (
      SELECT part[1] AS gram WHERE part[1] ~ '^[a-z0-9]'
      UNION ALL
      SELECT regexp_split_to_table(part[1], '-') WHERE part[1] ~ '^[a-z0-9]'
      UNION ALL
      SELECT substr(part[1], i, n) FROM generate_series(1, length(part[1])) AS i, (VALUES (1), (2)) AS sizes (n)
      WHERE part[1] !~ '^[a-z0-9]' AND i + n - 1 <= length(part[1])
    ) AS grams
$$;
--> statement-breakpoint
-- What is searched for: every pair of a Chinese word, and letters and digits, from their beginning on where a space or nothing
-- follows: they may go on there. Null: nothing.
CREATE FUNCTION "zh_q"(t text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(DISTINCT gram, ' & ')::tsquery
  FROM regexp_matches(lower(normalize(t, NFKC)), '([a-z0-9]+(?:-[a-z0-9]+)*|[\u3007\u3400-\u9fff]+)(\s|$)?', 'g') AS run (part),
    LATERAL (
      SELECT quote_literal(part[1]) || CASE WHEN part[2] IS NULL THEN '' ELSE ':*' END AS gram WHERE part[1] ~ '^[a-z0-9]'
      UNION ALL
      SELECT quote_literal(part[1]) WHERE part[1] !~ '^[a-z0-9]' AND length(part[1]) = 1
      UNION ALL
      SELECT quote_literal(substr(part[1], i, 2)) FROM generate_series(1, length(part[1]) - 1) AS i
      WHERE part[1] !~ '^[a-z0-9]'
    ) AS grams
$$;
--> statement-breakpoint
-- Beside its words a project has marks of whose it is, and a task, which is found by the words of its project as they are now, marks
-- of where it stands: nobody reads all that have some words to find the few in an inbox. No word begins like a mark.
CREATE FUNCTION "project_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := zh_tsv(NEW.title || ' ' || coalesce(NEW.project_code, '') || ' ' ||
    coalesce(jsonb_path_query_array(NEW.state, '$.approvals[*].documentNumber')::text, ''))
    || array_to_tsvector(ARRAY['@owner:' || NEW.owner, '@authority:' || NEW.authority]);
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "project_is_searchable" BEFORE INSERT OR UPDATE ON "project"
  FOR EACH ROW EXECUTE FUNCTION "project_words"();
--> statement-breakpoint
CREATE FUNCTION "task_words"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.words := (SELECT search FROM project WHERE id = NEW.project_id) || array_to_tsvector(array_remove(CASE NEW.state
    WHEN 'open' THEN ARRAY['@open-owner:' || NEW.owner, '@open-authority:' || NEW.authority,
      coalesce('@held:' || NEW.holder, '@free:' || NEW.org || '/' || NEW.role)]
    WHEN 'done' THEN ARRAY['@done:' || NEW.done_by]
    ELSE ARRAY['@copied:' || NEW.holder]
  END, NULL));
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "task_is_searchable" BEFORE INSERT OR UPDATE ON "task"
  FOR EACH ROW EXECUTE FUNCTION "task_words"();
--> statement-breakpoint
CREATE FUNCTION "tasks_renamed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE task SET words = NEW.search WHERE project_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER "project_is_renamed" AFTER UPDATE ON "project"
  FOR EACH ROW WHEN (OLD.search IS DISTINCT FROM NEW.search) EXECUTE FUNCTION "tasks_renamed"();
