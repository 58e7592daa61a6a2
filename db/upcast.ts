/** Converts old events: each version of a form has a step to the next version. No form has changed yet. */
import type { CaseEvent } from '#domain/case/event.ts'

type Form = Record<string, unknown>

/** Key: `type@v`; value: the step from that version to the following one. */
const STEPS: Readonly<Record<string, (old: Form) => Form>> = {}

/** The event in the form that today's code knows. */
export function upcast(stored: unknown, steps: typeof STEPS = STEPS): CaseEvent {
  let form = stored as Form
  for (let step = stepFor(form, steps); step; step = stepFor(form, steps)) form = step(form)
  return form as unknown as CaseEvent
}

const stepFor = ({ type, v }: Form, steps: typeof STEPS) => steps[`${type}@${v}`]
