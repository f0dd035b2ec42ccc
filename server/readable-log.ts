import pretty from 'pino-pretty'

type Line = { event?: unknown; stack?: unknown }

/** Writes the log for the person at a terminal: time, level, event, and the rest in one line; a stack on lines of its own. */
export function readableLog() {
  return pretty({
    colorize: process.stdout.isTTY,
    sync: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'event,stack',
    messageFormat: ({ event, stack }: Line) => (stack ? `${event}\n${stack}` : String(event)),
  })
}
