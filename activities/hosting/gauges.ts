/** Metrics of hosting, read from the record at each scrape. */
import { Gauge, type Registry } from 'prom-client'
import type { Pool } from '#db/connect.ts'
import { type HostingSummary, hostingSummary } from '#db/queries/hosting-summary.ts'
import { TROUBLES } from '#db/schema/hosting.ts'

/** Registers `tongchou_cases` and `tongchou_hosting_pass_age_seconds`. */
export function addHostingGauges(registry: Registry, pool: Pool): void {
  const registers = [registry]
  new Gauge({
    name: 'tongchou_cases',
    help: 'Cases by state: open, those whose hosting is in trouble, held by operators, late with a deadline',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(casesByState(await hostingSummary(pool))))
        this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'tongchou_hosting_pass_age_seconds',
    help: 'Seconds since the record and Temporal were last compared from end to end',
    registers,
    async collect() {
      const { passAgeSeconds } = await hostingSummary(pool)
      // Before the first pass there is no age.
      if (passAgeSeconds !== null) this.set(passAgeSeconds)
    },
  })
}

function casesByState({ openCases, troubles, held, late }: HostingSummary): Record<string, number> {
  const inTrouble = Object.fromEntries(TROUBLES.map((trouble) => [trouble, troubles[trouble] ?? 0]))
  return { open: openCases, ...inTrouble, held, late }
}
