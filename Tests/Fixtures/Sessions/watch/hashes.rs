// Hashes as Rust has them: SipHash of the core library, and the multiplying ones that programs bring along.
// Made from the IR that rustc -C opt-level=2 -C panic=abort writes, by clang --target=wasm32 -O1 and wasm-ld.
#![no_std]
#![crate_type = "lib"]
#![allow(deprecated)]
use core::hash::{Hasher, SipHasher};

#[no_mangle]
pub extern "C" fn sip(x: u64, y: u32) -> u64 {
    let mut hasher = SipHasher::new_with_keys(0x0706050403020100, 0x0f0e0d0c0b0a0908);
    hasher.write_u64(x);
    hasher.write_u32(y);
    hasher.finish()
}

#[no_mangle]
pub extern "C" fn fx(x: u64, times: u32) -> u64 {
    let mut hash = 0u64;
    for i in 0..times {
        hash = (hash.rotate_left(5) ^ x ^ i as u64).wrapping_mul(0x517cc1b727220a95);
    }
    hash
}

#[no_mangle]
pub extern "C" fn finalizer(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x85ebca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2ae35);
    h ^ (h >> 16)
}
