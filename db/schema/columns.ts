/** Column types that several tables share. */
import { sql } from 'drizzle-orm'
import { customType } from 'drizzle-orm/pg-core'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'

// Milliseconds, as in the domain: a more precise value would be read back rounded, and its hash would not match.
const MOMENT = 'timestamp (3) with time zone'

/** A moment, read and written as the domain's `Instant`. */
export const moment = customType<{ data: Instant; driverData: string | Date }>({
  dataType: () => MOMENT,
  fromDriver: (value) => new Date(value).toISOString() as Instant,
})

/** A legal date, read and written as the domain's `PlainDate`. */
export const legalDate = customType<{ data: PlainDate; driverData: string }>({ dataType: () => 'date' })

/** Words and marks for a full-text search. */
export const searchVector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** The database's clock at the moment of writing: the real time of recording. */
export const realNow = sql`clock_timestamp()`
