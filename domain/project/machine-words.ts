/** What the machine did to a project. */
import type { Words } from '../case/kind.ts'
import type { ProjectEvent } from './events.ts'

/** What happens because nobody acted is told as the machine's doing, never as a person's. */
export function machineWords(event: ProjectEvent): Words | undefined {
  if (event.type === 'admitted' && event.silently) {
    return {
      zh: '逾期未告知，自收到之日起即为受理（系统）',
      en: 'Admitted by silence from the day of receipt (system)',
    }
  }
  if (event.type === 'withdrawn' && event.cause === 'supplementOverdue') {
    return { zh: '逾期未补正，视为撤回（系统）', en: 'Withdrawn: the supplement did not arrive (system)' }
  }
  return undefined
}
