/** `npm run bench -- NAME`: runs one benchmark. Exits with 1 when a limit is exceeded. */
import { benchDecision } from './decision.ts'
import { benchHostileMessages } from './hostile-messages.ts'
import { benchInbox } from './inbox.ts'
import { benchMailFaults } from './mail-faults.ts'
import { benchRecovery } from './recovery.ts'

const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
  decision: benchDecision,
  'hostile-messages': benchHostileMessages,
  inbox: benchInbox,
  'mail-faults': benchMailFaults,
  recovery: benchRecovery,
}

const name = process.argv[2] ?? ''
const bench = BENCHES[name]
if (!bench) {
  process.stderr.write(`Usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`)
  process.exit(2)
}
process.exit((await bench()) ? 0 : 1)
