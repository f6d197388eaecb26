// The one door between the register's page and the queue that keeps what was typed.
export { createQueue } from "./offline/queue.ts";
export type { MarkState, Pressed, Queue } from "./offline/queue.ts";
export type { Reach } from "./offline/drain.ts";
export type { Pending, Standing } from "./offline/types.ts";
