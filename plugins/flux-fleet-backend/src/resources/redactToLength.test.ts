import { HIDDEN } from './redactText';
import { redactToLength } from './redactToLength';

describe('redactToLength', () => {
  it.each([
    ['is short', 'a https://u:LEAK@h/x', `a https://${HIDDEN}@h/x`],
    [
      'is cut in what is hidden',
      `${'a '.repeat(45)}https://u:LEAK@h`,
      `${'a '.repeat(45)}https://(h`,
    ],
    ['goes on over both cuts', `a https://u:LEAK${'x'.repeat(300)}@h`, 'a'],
    [
      'shrinks',
      `https://${'LEAK'.repeat(40)}@h https://u:LEAK${'x'.repeat(99)}@h`,
      `https://${HIDDEN}@h`,
    ],
    ['is one long word', `https://LEAK${'x'.repeat(300)}@h`, HIDDEN],
  ])('hides first where a text %s', (_, text, expected) => {
    expect(redactToLength(text, 100)).toBe(expected);
  });
});
