/** `npm run bench -- NAME`: ratios against the bare engine, measured in one run. Exits 1 when a bar is missed. */
import { benchDecision } from './decision.ts'
import { benchInbox } from './inbox.ts'

const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
  decision: benchDecision,
  inbox: benchInbox,
}

const name = process.argv[2] ?? ''
const bench = BENCHES[name]
if (!bench) {
  process.stderr.write(`Say which: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`)
  process.exit(2)
}
process.exit((await bench()) ? 0 : 1)
