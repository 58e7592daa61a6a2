-- What a project is found by is worked out where its row is made (db/lexemes.ts), by the rule that also reads what is asked
-- for (domain/values/search-words.ts); the trigger task_words goes on copying it. Rows that are there keep their old words until
-- `npm run rebuild`.
DROP TRIGGER "project_is_searchable" ON "project";
--> statement-breakpoint
DROP FUNCTION "project_words"();
--> statement-breakpoint
DROP FUNCTION "zh_q"(text);
--> statement-breakpoint
DROP FUNCTION "zh_tsv"(text);
