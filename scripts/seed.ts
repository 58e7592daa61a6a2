/** `npm run seed`: loads the reference data of `db/reference/` into the database that DATABASE_URL names. */
import { connect } from '#db/connect.ts'
import { exampleReference } from '#db/intake/reference-data.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadReference } from '#db/seed.ts'

const url = process.env.DATABASE_URL
if (!url) {
  console.error('Set DATABASE_URL to the database to load the reference data into.')
  process.exit(1)
}
await migrateDatabase(url)
const pool = connect(url, { max: 1 })
const reference = exampleReference()
await loadReference(pool, reference)
await pool.end()
console.log(
  `${reference.organisations.length} organisations and ${reference.people.length} people are loaded.`,
)
