/**
 * The one file that touches the inside of `@eventstore/db-client`: its connection string, discovery of the leader,
 * credentials and service definitions. Calls are made on those definitions and not through the client's methods:
 * the client keeps in-flight appends in one list for the whole process, so that an error on one connection makes a
 * late answer on another crash it, and it cannot filter `readAll`.
 */
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { BatchAppendReq, BatchAppendResp, ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { CallOptions, ClientDuplexStream, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import { decodeReadResponse, type ReadResponse } from './read-response';

interface Inside {
  getGRPCClient(client: typeof StreamsClient, name: string): Promise<StreamsClient>;
  callArguments(base: object, options: CallOptions): [Metadata, CallOptions];
}

/** A connection until the first fault on it. */
export class Wire {
  private readonly inside: Inside;
  private streams?: Promise<StreamsClient>;

  private constructor(url: string, generation: number) {
    // Channels with equal options share a subchannel, and with it a reconnect delay that grows to two minutes.
    // An option that differs gives each new connection a fresh start.
    const separator = url.includes('?') ? '&' : '?';
    const own = /[?&]keepAliveInterval=/i.test(url)
      ? ''
      : `${separator}keepAliveInterval=${10_000 + generation}`;
    this.inside = EventStoreDBClient.connectionString(`${url}${own}`) as unknown as Inside;
  }

  private static generation = 0;
  static to(url: string): Wire {
    return new Wire(url, Wire.generation++ % 5_000);
  }

  private client(): Promise<StreamsClient> {
    return (this.streams ??= this.inside.getGRPCClient(StreamsClient, 'streams'));
  }

  /** @param deadline milliseconds for the whole call; absent for a subscription */
  async read(request: ReadReq, deadline?: number): Promise<ClientReadableStream<ReadResponse>> {
    const client = await this.client();
    const [metadata, options] = this.arguments(deadline);
    const { path, requestSerialize } = StreamsService.read;
    return client.makeServerStreamRequest(
      path,
      requestSerialize,
      decodeReadResponse,
      request,
      metadata,
      options,
    );
  }

  async batchAppend(): Promise<ClientDuplexStream<BatchAppendReq, BatchAppendResp>> {
    return (await this.client()).batchAppend(...this.arguments());
  }

  private arguments(deadline?: number): [Metadata, CallOptions] {
    return this.inside.callArguments(
      { requiresLeader: true },
      { deadline: deadline === undefined ? Infinity : Date.now() + deadline },
    );
  }

  /** Calls under way end by themselves. */
  async close(): Promise<void> {
    await this.streams?.then(
      (client) => client.close(),
      () => undefined,
    );
  }
}
