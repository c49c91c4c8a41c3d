// Loops and sums of a C program that counts in unsigned integers. Made with
// clang --target=wasm32 -O2 -nostdlib -fno-builtin -Wl,--no-entry -Wl,--strip-all -o loops.wasm loops.c
typedef unsigned int u32;
typedef unsigned long long u64;
#define EXPORT(name) __attribute__((export_name(#name)))

static u32 table[64];

// Counts past the largest signed integer.
EXPORT(across) u32 across(u32 from, u32 to) {
  u32 bits = 0;
  for (u32 i = from; i < to; i += 0x01000000) bits ^= i;
  return bits;
}

// Counts down to zero.
EXPORT(down) u32 down(u32 from) {
  u32 times = 0;
  for (u32 i = from; i-- > 0;) table[i & 63] = i, times ^= table[times & 63];
  return times;
}

// A ring's distance, modulo its size.
EXPORT(distance) u32 distance(u32 head, u32 tail) { return (head - tail) & 63; }

// The low and the high half of a product, by limbs.
EXPORT(high) u64 high(u64 a, u64 b) {
  u64 al = (u32)a, ah = a >> 32, bl = (u32)b, bh = b >> 32;
  u64 low = al * bl, one = ah * bl, two = al * bh;
  u64 middle = (low >> 32) + (u32)one + (u32)two;
  return ah * bh + (one >> 32) + (two >> 32) + (middle >> 32);
}

// The hash of a string in old programs.
EXPORT(hash) u32 hash(u32 length) {
  const unsigned char *bytes = (const unsigned char *)table;
  u32 h = 5381;
  for (u32 i = 0; i < length; i++) h = h * 33 + bytes[i];
  return h;
}
