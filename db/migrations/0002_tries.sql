ALTER TABLE "request" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "next_try_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "request_to_try" ON "request" USING btree ("next_try_at","received_real") WHERE "request"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "request_being_tried" ON "request" USING btree ("sending_until") WHERE "request"."state" = 'pending' and "request"."tries" > 0 and "request"."sending_until" is not null;