/** Prints papers. Setting type takes a second or two, so a thread does it: meanwhile others are answered. */
import type { Worker } from 'node:worker_threads'
import type { Content } from 'pdfmake'
import { startThread } from '#wire/thread.ts'

export interface Paper {
  title: string
  content: Content[]
}

export interface Printed {
  pdf: Uint8Array
  /** Characters that the font lacks: `U+20BB7`. */
  missing: string[]
}

type Answer = { n: number; printed: Printed } | { n: number; error: string }

interface Waiting {
  resolve: (printed: Printed) => void
  reject: (error: Error) => void
}

let press: Worker | undefined
let count = 0
const waiting = new Map<number, Waiting>()

export function print(paper: Paper): Promise<Printed> {
  press ??= start()
  count += 1
  const n = count
  return new Promise((resolve, reject) => {
    waiting.set(n, { resolve, reject })
    press?.postMessage({ n, paper })
  })
}

/** Started with the first paper; a press that breaks fails what it has, and the next paper starts another. */
function start(): Worker {
  const worker = startThread(new URL('./press.ts', import.meta.url))
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.n)
    waiting.delete(answer.n)
    if ('error' in answer) asked?.reject(new Error(answer.error))
    else asked?.resolve(answer.printed)
  })
  worker.on('error', broken)
  worker.on('exit', () => broken(new Error('the press has stopped')))
  // Whoever listens for messages keeps the process alive, until this is said.
  worker.unref()
  return worker

  function broken(error: Error): void {
    if (press === worker) press = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
}
