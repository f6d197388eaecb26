// Marks on their way to the disk. What is read there of their pupils meanwhile is older than
// what the person sees: that a mark is saved, while the next one is not even kept.
export class Underway {
  private readonly counts = new Map<number, number>();
  private landed: number[] = [];

  /** A mark of a pupil sets out. */
  leave(enrolment: number): void {
    this.counts.set(enrolment, (this.counts.get(enrolment) ?? 0) + 1);
  }

  /** It is on the disk, where the next reading finds it; or it never will be. */
  land(enrolment: number): void {
    this.landed.push(enrolment);
  }

  /** Begin a reading, which finds all that has landed. */
  beginReading(): void {
    for (const enrolment of this.landed) {
      const left = (this.counts.get(enrolment) ?? 0) - 1;
      if (left > 0) this.counts.set(enrolment, left);
      else this.counts.delete(enrolment);
    }
    this.landed = [];
  }

  /** Tell whether a pupil has a mark that the reading has missed. */
  has(enrolment: number): boolean {
    return this.counts.has(enrolment);
  }
}
