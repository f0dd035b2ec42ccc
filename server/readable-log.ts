import pretty from 'pino-pretty'

type Line = { event?: unknown; stack?: unknown }

/** Writes the log for a person at a terminal: time, level, event and the rest on one line, and a stack on separate lines. */
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
