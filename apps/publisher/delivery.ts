/** A lane's deliveries: a CloudEvent in structured JSON by HTTP, signed. 2xx is delivered; all else is tried again. */
import { CONTENT_TYPE } from '@nastavnik/integration';
import type { RunningJob } from '@nastavnik/platform/queues';
import { type Lane, NotSent, signatureHeaders, type Turn, type Webhooks } from '@nastavnik/platform/webhooks';

export interface DeliveryParts extends Webhooks {
  /** Lanes of one receiver that this process serves at the same time. */
  readonly perReceiver: number;
  readonly onOutcome?: (receiver: string, delivered: boolean, seconds: number) => void;
}

/**
 * The worker's handler: sends what the lane has, one event after the other, until nothing is due or one fails. What failed is due again
 * later, and the lane is woken then. A receiver has a share of the workers only: its other lanes are taken up by the workers that it
 * has, when they are done with theirs.
 */
export const deliverer = ({
  receivers,
  deliveries,
  send,
  onOutcome,
  perReceiver,
}: DeliveryParts): ((job: RunningJob<Lane>) => Promise<void>) => {
  const busy = new Map<string, number>();

  const attempt = async (lane: Lane, { eventId, body }: Turn): Promise<string | undefined> => {
    const address = await receivers.address(lane.receiverId);
    if (address === undefined) return 'the receiver is gone';
    const started = performance.now();
    let trouble: string | undefined;
    try {
      const { status } = await send(
        address.url,
        {
          'content-type': `${CONTENT_TYPE}; charset=utf-8`,
          ...signatureHeaders(address.secrets, eventId, Math.floor(Date.now() / 1000), body),
        },
        body,
      );
      if (status < 200 || status > 299) trouble = `answered ${status}`;
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      trouble = error.message;
    }
    onOutcome?.(address.name, trouble === undefined, (performance.now() - started) / 1000);
    return trouble;
  };
  /** @returns whether the lane was served until nothing was left in it */
  const serve = async (lane: Lane): Promise<boolean> => {
    for (let served = false; ; served = true) {
      const turn = await deliveries.claim(lane);
      if (turn === undefined) return served;
      const started = performance.now();
      const trouble = await attempt(lane, turn);
      if (trouble === undefined) {
        await deliveries.delivered(lane, turn, performance.now() - started);
      } else {
        await deliveries.failed(lane, turn, trouble);
        return false;
      }
    }
  };

  /** @returns whether there was another one with something to send */
  const another = async (receiverId: string): Promise<boolean> => {
    for (const lane of await deliveries.idle(0, receiverId)) if (await serve(lane)) return true;
    return false;
  };

  return async ({ data: lane }) => {
    const { receiverId } = lane;
    const working = busy.get(receiverId) ?? 0;
    if (working >= perReceiver) return;
    busy.set(receiverId, working + 1);
    try {
      if (await serve(lane)) while (await another(receiverId));
    } finally {
      const left = busy.get(receiverId)! - 1;
      if (left === 0) busy.delete(receiverId);
      else busy.set(receiverId, left);
    }
  };
};
