/**
 * Values that others have published, to check ourselves against.
 *
 * `eightLeaves`: the reference tree of Certificate Transparency (google/certificate-transparency merkletree tests), as in
 * `testonly/constants.go` of github.com/transparency-dev/merkle; `happyPaths` and `refused`: out of its `testdata/`.
 * `tesseraLog`: `testdata/log` of github.com/transparency-dev/tessera. `peterNeumann`: `sumdb/note/note_test.go` of golang.org/x/mod.
 */

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const base64 = (text: string): Buffer => Buffer.from(text, 'base64');

export const eightLeaves = {
  inputs: [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map(hex),
  leafHashes: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
    '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
    'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
    '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
  ].map(hex),
  /** By size, from the empty tree on. */
  roots: [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ].map(hex),
} as const;

/** Proofs over `eightLeaves` that hold. */
export const happyPaths = {
  inclusion: [
    {
      index: 0,
      size: 1,
      root: base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='),
      leaf: base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='),
      proof: [].map(base64),
    },
    {
      index: 0,
      size: 8,
      root: base64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg='),
      leaf: base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='),
      proof: [
        'lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=',
        'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
        'a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=',
      ].map(base64),
    },
    {
      index: 5,
      size: 8,
      root: base64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg='),
      leaf: base64('QnGia+DYqE8L1UyMMC58s6O10fpngKQLzOKHNHfatlg='),
      proof: [
        'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=',
        'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=',
        '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
      ].map(base64),
    },
    {
      index: 2,
      size: 3,
      root: base64('rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc='),
      leaf: base64('ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c='),
      proof: ['+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU='].map(base64),
    },
    {
      index: 1,
      size: 5,
      root: base64('Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ='),
      leaf: base64('lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c='),
      proof: [
        'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=',
        'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
        'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=',
      ].map(base64),
    },
  ],
  consistency: [
    {
      first: 1,
      second: 1,
      root1: base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='),
      root2: base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='),
      proof: [].map(base64),
    },
    {
      first: 1,
      second: 8,
      root1: base64('bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0='),
      root2: base64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg='),
      proof: [
        'lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=',
        'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
        'a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=',
      ].map(base64),
    },
    {
      first: 6,
      second: 8,
      root1: base64('duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8='),
      root2: base64('XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg='),
      proof: [
        'DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=',
        'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=',
        '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
      ].map(base64),
    },
    {
      first: 2,
      second: 5,
      root1: base64('+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU='),
      root2: base64('Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ='),
      proof: [
        'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
        'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=',
      ].map(base64),
    },
    {
      first: 6,
      second: 7,
      root1: base64('duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8='),
      root2: base64('3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw='),
      proof: [
        'DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=',
        'sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8=',
        '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
      ].map(base64),
    },
  ],
};

/** Proofs of the same collection that must not be accepted and are easily accepted by mistake. */
export const refused = {
  consistency: [
    {
      why: 'nothing is proved of an empty tree',
      first: 0,
      second: 1,
      root1: hex('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'),
      root2: base64('ZG9uJ3QgY2FyZSAy'),
      proof: [],
    },
    {
      why: 'two empty trees',
      first: 0,
      second: 0,
      root1: base64('ZG9uJ3QgY2FyZSAx'),
      root2: base64('ZG9uJ3QgY2FyZSAx'),
      proof: [],
    },
  ],
  inclusion: [
    {
      why: 'a leaf and a root of no bytes',
      index: 0,
      size: 1,
      leaf: Buffer.alloc(0),
      root: Buffer.alloc(0),
      proof: [],
    },
  ],
} as const;

export const tesseraLog = {
  skey: 'PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg',
  vkey: 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx',
  entries: [
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eit',
    'nain',
    'ten',
    'ileven',
    'twelf',
    'threeten',
    'fourten',
    'fivten',
  ],
  /** By size. */
  checkpoints: {
    0: 'example.com/log/testdata\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— example.com/log/testdata M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=\n',
    1: 'example.com/log/testdata\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n\n— example.com/log/testdata M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM=\n',
    2: 'example.com/log/testdata\n2\nT1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=\n\n— example.com/log/testdata M9e0llH4NKmlf0u7C8tkJioQOmi7l5ELqljXgKRg6R3G5JJ7vx7emDWo5fpqKuA/Dk/jRrI6il+7QCVirNhyUAWGoAk=\n',
    5: 'example.com/log/testdata\n5\ngy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=\n\n— example.com/log/testdata M9e0lmn5eDHyHP10zJObZdFAX2y1V8fdDKBi4IiHbDYf1TCUBwxZOhqwv2QZCqrdda2zTRTrmnwjwscN5RBTEmZUYAs=\n',
    8: 'example.com/log/testdata\n8\nbC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=\n\n— example.com/log/testdata M9e0lq1EK37dHtgv9O3UzPxisw5vwIPcJsX9ab0xt4mvVfbdUR1fbMjN6sBFYpBoBEmD4+cWhj/AVgI5MitCO5+mews=\n',
    15: 'example.com/log/testdata\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n\n— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n',
  },
  /** `tile/entries/000.p/15` */
  bundle: hex(
    '00036f6e65000374776f000574687265650004666f757200046669766500037369780005736576656e000365697400046e61696e000374656e0006696c6576656e00057477656c660008746872656574656e0007666f757274656e000666697674656e',
  ),
  /** `tile/0/000.p/15` */
  tile: hex(
    'd0d7360ab79f58ab1e1e3fe64ad77e2ea0bc07e36b5f46ed2223edd9298df9e9ab1ab7f07c7c8fe0eff4ba6faa53c7e4412e91a599153e8aa4e01beece5b7825671f146c5e471e8a1a83a3c214ce4ba907b8f3a5888d14cc8cd3ce75bb12ef94f715ab3faa5d071e6e2ac4bb994d5bf735943dcc3799da0d085e7980cfb9336accc29ae0e02a77b0f4578c1ac17493d79cf4262104929ac804f91fc4e7ac5af0ca233e7a26b8c35c2c93f524c7b905e7a2105640d6dcc594694cff56d26efb25d90d0fe63491f93764c1d5d6cb1f866c1597d0a65b359916cc28f24cf4a8cecc4e1720a15d8361c2be542c4150358094dc662f2dabeddabb74aefe3a5810296bf751d0a9a3f35a56c1b140e4dc9bd2a4e4caec173889f646c576737c004e9ae51d397d3d1902b011c12620ec8276f13ccf813f9a15dc7b077db2e2f0ca09077dbb2d8c46edf697d5733185e694b4ee2c1d04b84222c9fcb4d8a5d0a2fecfed333bad5c1c0eb3037ca7261ecfcdd10fadf07c684d580560819c970d22979478fba5f4fecc9f63c361fe39bd564bc86137bc23637e77194d6682680c84a7eb9ad5b6c94e61bdb317e092f2f4d4494ae0ea49069def34864e39e5c8cf65779a495f3786dc18e75f450d499f119c1eaee20dd8293f21fc9d08714a18d72b1cd60eb5',
  ),
} as const;

export const peterNeumann = {
  skey: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
} as const;

/** Another key that has signed the same text. */
export const enochRoot = {
  vkey: 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
  signature:
    '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
} as const;
