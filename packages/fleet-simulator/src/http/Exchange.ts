import { IncomingMessage, ServerResponse } from 'node:http';

import { User } from './Authorizer';
import { ApiRequest } from './ApiRequest';

/** How faults change what an answer says. */
export interface AnswerFaults {
  /** Stops in the middle of the answer. */
  halfWritten: boolean;
  /** Makes the answer something else than JSON. */
  malformedText: boolean;
  /** Makes fields of objects have wrong types. */
  malformedObjects: boolean;
  /** The size of an annotation on the first object. */
  hugeBytes: number;
  /** A watch gets a 410 as an event. */
  goneEvent: boolean;
}

/** One request with all that its handler needs. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly request: ApiRequest;
  readonly user: User;
  readonly faults: AnswerFaults;
}
