import { BlockList, isIP } from 'node:net';
import { KubernetesError } from './KubernetesError';

/** Addresses that never are an API server, and where clouds hand out credentials to whoever asks. */
const DENIED_RANGES = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  '::/128',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::254/128',
  // What the above IPv4 addresses look like behind NAT64.
  '64:ff9b::a9fe:0/112',
  // And inside 6to4 and Teredo.
  '2002:a9fe::/32',
  '2001::/32',
];

const FULL_PREFIX = { ipv4: 32, ipv6: 128 };

interface Patterns {
  addresses: BlockList;
  names: string[];
}

/** `example.com.` names the same host as `example.com`. */
function withoutTrailingDot(name: string): string {
  return name.replace(/\.$/, '');
}

function parsePatterns(patterns: readonly string[]): Patterns {
  const addresses = new BlockList();
  const names: string[] = [];
  for (const pattern of patterns) {
    const [address, prefix] = pattern.split('/');
    const version = isIP(address);
    if (version) {
      const family = version === 6 ? 'ipv6' : 'ipv4';
      const bits = prefix === undefined ? FULL_PREFIX[family] : Number(prefix);
      addresses.addSubnet(address, bits, family);
    } else {
      names.push(withoutTrailingDot(pattern.toLowerCase()));
    }
  }
  return { addresses, names };
}

function matchesAddress({ addresses }: Patterns, address: string): boolean {
  return addresses.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function matchesName({ names }: Patterns, host: string): boolean {
  return names.some(name =>
    name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name,
  );
}

/**
 * Says which servers may be connected to. Names and addresses are checked when a connection is made, after DNS, so that a
 * name that resolves to something else later does not get around it.
 */
export class ServerPolicy {
  readonly #builtIn = parsePatterns(DENIED_RANGES);
  readonly #allowed: Patterns | undefined;
  readonly #denied: Patterns;

  /**
   * Patterns are host names, `*.` and a domain, addresses, or ranges (CIDR). What is allowed explicitly may be link-local;
   * with any allowed pattern, nothing else is. What is denied explicitly is denied in any case.
   */
  static create(options: {
    allowed: readonly string[];
    denied: readonly string[];
  }): ServerPolicy {
    return new ServerPolicy(options);
  }

  private constructor(options: {
    allowed: readonly string[];
    denied: readonly string[];
  }) {
    this.#allowed = options.allowed.length
      ? parsePatterns(options.allowed)
      : undefined;
    this.#denied = parsePatterns(options.denied);
  }

  /**
   * Throws KubernetesError `unreachable` with the reason when the address must not be connected to.
   *
   * @param host - the name that resolved to it, or the address itself
   */
  check(host: string, address: string): void {
    const name = withoutTrailingDot(host.toLowerCase());
    const refuse = (reason: string, next: string): never => {
      throw new KubernetesError(
        'unreachable',
        `The API server at ${host} is not connected to: ${reason}. ${next}`,
      );
    };
    if (
      matchesName(this.#denied, name) ||
      matchesAddress(this.#denied, address)
    ) {
      refuse(
        `${address} is denied by fluxFleet.deniedServers`,
        'Change the address or the list',
      );
    }
    const allowed =
      this.#allowed &&
      (matchesName(this.#allowed, name) ||
        matchesAddress(this.#allowed, address));
    if (allowed === false) {
      refuse(
        `${address} is not in fluxFleet.allowedServers`,
        'Add it if it is right',
      );
    }
    if (!allowed && matchesAddress(this.#builtIn, address)) {
      refuse(
        `${address} is a link-local, metadata or multicast address`,
        'Add it to fluxFleet.allowedServers if it is right',
      );
    }
  }
}
