package import WIT

// Written by EmbeddedWITTests from the folder `wit`; change the files there.

/// The WIT of the native components, embedded in the program.
package enum EmbeddedWIT {
  /// The files of `arithmetic:overflow`.
  package static let arithmeticOverflow: [WITSource] = [
    WITSource(
      name: "wit/arithmetic-overflow/world.wit",
      text: #"""
        /// Addition that says when it overflowed.
        ///
        /// WebAssembly's own addition wraps around in silence. A component with this interface adds in the same way, and tells.
        package arithmetic:overflow;

        /// Represents overflow arithmetic.
        ///
        /// A result that fits its type, and beside it whether the true result was another.
        interface overflowing-add {
            /// What is added.
            record arguments {
                /// The first summand.
                x: s32,
                /// The second summand.
                y: s32,
            }

            /// The low 32 bits of `x + y`, and `true` if the sum does not fit `s32`.
            ///
            /// `2147483647 + 1` gives `(-2147483648, true)`.
            overflowing-add: func(args: arguments) -> tuple<s32, bool>;
        }

        /// A component that can add.
        world library {
            export overflowing-add;
        }

        /// A component that needs another to add for it.
        world imports {
            import overflowing-add;
        }

        """#)
  ]

  /// The files of `witscope:integers`.
  package static let integers: [WITSource] = [
    WITSource(
      name: "wit/integers/world.wit",
      text: #"""
        /// What should integer arithmetic do when the result does not fit?
        ///
        /// Four answers, an interface each, for every integer type of WIT:
        ///
        /// - `overflowing` wraps around and tells, with a flag beside the result;
        /// - `wrapping` wraps around in silence;
        /// - `checked` refuses, with an `option`;
        /// - `saturating` stops at the largest or smallest number there is.
        ///
        /// Each has addition, subtraction, multiplication, negation and left shift. A function's name says all of it:
        /// `checked-mul-u16` is the checked multiplication of two `u16`.
        package witscope:integers;

        /// A component that can calculate.
        world library {
            export overflowing;
            export wrapping;
            export checked;
            export saturating;
        }

        /// A component that needs another to calculate for it.
        world imports {
            import overflowing;
            import wrapping;
            import checked;
            import saturating;
        }

        """#),
    WITSource(
      name: "wit/integers/overflowing.wit",
      text: #"""
        package witscope:integers;

        /// Wraps around, and tells: the low bits of the true result, and whether it did not fit.
        ///
        /// `overflowing-add-s8(100, 50)` gives `(-106, true)`: 150 - 1*2^8 is -106.
        ///
        /// The flag is about the type's own sign. The same bits may overflow as `s8` and fit as `u8`, or the other way round:
        /// `overflowing-add-u8(100, 50)` gives `(150, false)`.
        ///
        /// A shift's flag is about its count: `true` if that is the type's width or more, and was taken modulo the width. Bits
        /// that a shift loses at the top set no flag: `overflowing-shl-u8(255, 1)` gives `(254, false)`.
        interface overflowing {
            /// The low 8 bits of `x + y`, and `true` if the sum is not in `-128..127`.
            overflowing-add-s8: func(x: s8, y: s8) -> tuple<s8, bool>;
            /// The low 8 bits of `x + y`, and `true` if the sum is not in `0..255`.
            overflowing-add-u8: func(x: u8, y: u8) -> tuple<u8, bool>;
            /// The low 16 bits of `x + y`, and `true` if the sum is not in `-32768..32767`.
            overflowing-add-s16: func(x: s16, y: s16) -> tuple<s16, bool>;
            /// The low 16 bits of `x + y`, and `true` if the sum is not in `0..65535`.
            overflowing-add-u16: func(x: u16, y: u16) -> tuple<u16, bool>;
            /// The low 32 bits of `x + y`, and `true` if the sum is not in `-2147483648..2147483647`.
            overflowing-add-s32: func(x: s32, y: s32) -> tuple<s32, bool>;
            /// The low 32 bits of `x + y`, and `true` if the sum is not in `0..4294967295`.
            overflowing-add-u32: func(x: u32, y: u32) -> tuple<u32, bool>;
            /// The low 64 bits of `x + y`, and `true` if the sum is not in `-9223372036854775808..9223372036854775807`.
            overflowing-add-s64: func(x: s64, y: s64) -> tuple<s64, bool>;
            /// The low 64 bits of `x + y`, and `true` if the sum is not in `0..18446744073709551615`.
            overflowing-add-u64: func(x: u64, y: u64) -> tuple<u64, bool>;

            /// The low 8 bits of `x - y`, and `true` if the difference is not in `-128..127`.
            overflowing-sub-s8: func(x: s8, y: s8) -> tuple<s8, bool>;
            /// The low 8 bits of `x - y`, and `true` if the difference is not in `0..255`.
            overflowing-sub-u8: func(x: u8, y: u8) -> tuple<u8, bool>;
            /// The low 16 bits of `x - y`, and `true` if the difference is not in `-32768..32767`.
            overflowing-sub-s16: func(x: s16, y: s16) -> tuple<s16, bool>;
            /// The low 16 bits of `x - y`, and `true` if the difference is not in `0..65535`.
            overflowing-sub-u16: func(x: u16, y: u16) -> tuple<u16, bool>;
            /// The low 32 bits of `x - y`, and `true` if the difference is not in `-2147483648..2147483647`.
            overflowing-sub-s32: func(x: s32, y: s32) -> tuple<s32, bool>;
            /// The low 32 bits of `x - y`, and `true` if the difference is not in `0..4294967295`.
            overflowing-sub-u32: func(x: u32, y: u32) -> tuple<u32, bool>;
            /// The low 64 bits of `x - y`, and `true` if the difference is not in `-9223372036854775808..9223372036854775807`.
            overflowing-sub-s64: func(x: s64, y: s64) -> tuple<s64, bool>;
            /// The low 64 bits of `x - y`, and `true` if the difference is not in `0..18446744073709551615`.
            overflowing-sub-u64: func(x: u64, y: u64) -> tuple<u64, bool>;

            /// The low 8 bits of `x * y`, and `true` if the product is not in `-128..127`.
            overflowing-mul-s8: func(x: s8, y: s8) -> tuple<s8, bool>;
            /// The low 8 bits of `x * y`, and `true` if the product is not in `0..255`.
            overflowing-mul-u8: func(x: u8, y: u8) -> tuple<u8, bool>;
            /// The low 16 bits of `x * y`, and `true` if the product is not in `-32768..32767`.
            overflowing-mul-s16: func(x: s16, y: s16) -> tuple<s16, bool>;
            /// The low 16 bits of `x * y`, and `true` if the product is not in `0..65535`.
            overflowing-mul-u16: func(x: u16, y: u16) -> tuple<u16, bool>;
            /// The low 32 bits of `x * y`, and `true` if the product is not in `-2147483648..2147483647`.
            overflowing-mul-s32: func(x: s32, y: s32) -> tuple<s32, bool>;
            /// The low 32 bits of `x * y`, and `true` if the product is not in `0..4294967295`.
            overflowing-mul-u32: func(x: u32, y: u32) -> tuple<u32, bool>;
            /// The low 64 bits of `x * y`, and `true` if the product is not in `-9223372036854775808..9223372036854775807`.
            overflowing-mul-s64: func(x: s64, y: s64) -> tuple<s64, bool>;
            /// The low 64 bits of `x * y`, and `true` if the product is not in `0..18446744073709551615`.
            overflowing-mul-u64: func(x: u64, y: u64) -> tuple<u64, bool>;

            /// The low 8 bits of `0 - x`, and `true` if `x` is `-128`.
            overflowing-neg-s8: func(x: s8) -> tuple<s8, bool>;
            /// The low 8 bits of `0 - x`, and `true` if `x` is not `0`.
            overflowing-neg-u8: func(x: u8) -> tuple<u8, bool>;
            /// The low 16 bits of `0 - x`, and `true` if `x` is `-32768`.
            overflowing-neg-s16: func(x: s16) -> tuple<s16, bool>;
            /// The low 16 bits of `0 - x`, and `true` if `x` is not `0`.
            overflowing-neg-u16: func(x: u16) -> tuple<u16, bool>;
            /// The low 32 bits of `0 - x`, and `true` if `x` is `-2147483648`.
            overflowing-neg-s32: func(x: s32) -> tuple<s32, bool>;
            /// The low 32 bits of `0 - x`, and `true` if `x` is not `0`.
            overflowing-neg-u32: func(x: u32) -> tuple<u32, bool>;
            /// The low 64 bits of `0 - x`, and `true` if `x` is `-9223372036854775808`.
            overflowing-neg-s64: func(x: s64) -> tuple<s64, bool>;
            /// The low 64 bits of `0 - x`, and `true` if `x` is not `0`.
            overflowing-neg-u64: func(x: u64) -> tuple<u64, bool>;

            /// The low 8 bits of `x` times 2 to the `count` modulo 8, and `true` if `count` is 8 or more.
            overflowing-shl-s8: func(x: s8, count: u32) -> tuple<s8, bool>;
            /// The low 8 bits of `x` times 2 to the `count` modulo 8, and `true` if `count` is 8 or more.
            overflowing-shl-u8: func(x: u8, count: u32) -> tuple<u8, bool>;
            /// The low 16 bits of `x` times 2 to the `count` modulo 16, and `true` if `count` is 16 or more.
            overflowing-shl-s16: func(x: s16, count: u32) -> tuple<s16, bool>;
            /// The low 16 bits of `x` times 2 to the `count` modulo 16, and `true` if `count` is 16 or more.
            overflowing-shl-u16: func(x: u16, count: u32) -> tuple<u16, bool>;
            /// The low 32 bits of `x` times 2 to the `count` modulo 32, and `true` if `count` is 32 or more.
            overflowing-shl-s32: func(x: s32, count: u32) -> tuple<s32, bool>;
            /// The low 32 bits of `x` times 2 to the `count` modulo 32, and `true` if `count` is 32 or more.
            overflowing-shl-u32: func(x: u32, count: u32) -> tuple<u32, bool>;
            /// The low 64 bits of `x` times 2 to the `count` modulo 64, and `true` if `count` is 64 or more.
            overflowing-shl-s64: func(x: s64, count: u32) -> tuple<s64, bool>;
            /// The low 64 bits of `x` times 2 to the `count` modulo 64, and `true` if `count` is 64 or more.
            overflowing-shl-u64: func(x: u64, count: u32) -> tuple<u64, bool>;
        }

        """#),
    WITSource(
      name: "wit/integers/wrapping.wit",
      text: #"""
        package witscope:integers;

        /// Wraps around in silence: the low bits of the true result and nothing else, as WebAssembly's instructions do.
        ///
        /// `wrapping-add-s8(100, 50)` gives `-106`. That is right for hashes, checksums and clocks that turn over, and a
        /// mistake waiting to happen everywhere else. A shift's count is taken modulo the type's width.
        interface wrapping {
            /// The low 8 bits of `x + y`.
            wrapping-add-s8: func(x: s8, y: s8) -> s8;
            /// The low 8 bits of `x + y`.
            wrapping-add-u8: func(x: u8, y: u8) -> u8;
            /// The low 16 bits of `x + y`.
            wrapping-add-s16: func(x: s16, y: s16) -> s16;
            /// The low 16 bits of `x + y`.
            wrapping-add-u16: func(x: u16, y: u16) -> u16;
            /// The low 32 bits of `x + y`.
            wrapping-add-s32: func(x: s32, y: s32) -> s32;
            /// The low 32 bits of `x + y`.
            wrapping-add-u32: func(x: u32, y: u32) -> u32;
            /// The low 64 bits of `x + y`.
            wrapping-add-s64: func(x: s64, y: s64) -> s64;
            /// The low 64 bits of `x + y`.
            wrapping-add-u64: func(x: u64, y: u64) -> u64;

            /// The low 8 bits of `x - y`.
            wrapping-sub-s8: func(x: s8, y: s8) -> s8;
            /// The low 8 bits of `x - y`.
            wrapping-sub-u8: func(x: u8, y: u8) -> u8;
            /// The low 16 bits of `x - y`.
            wrapping-sub-s16: func(x: s16, y: s16) -> s16;
            /// The low 16 bits of `x - y`.
            wrapping-sub-u16: func(x: u16, y: u16) -> u16;
            /// The low 32 bits of `x - y`.
            wrapping-sub-s32: func(x: s32, y: s32) -> s32;
            /// The low 32 bits of `x - y`.
            wrapping-sub-u32: func(x: u32, y: u32) -> u32;
            /// The low 64 bits of `x - y`.
            wrapping-sub-s64: func(x: s64, y: s64) -> s64;
            /// The low 64 bits of `x - y`.
            wrapping-sub-u64: func(x: u64, y: u64) -> u64;

            /// The low 8 bits of `x * y`.
            wrapping-mul-s8: func(x: s8, y: s8) -> s8;
            /// The low 8 bits of `x * y`.
            wrapping-mul-u8: func(x: u8, y: u8) -> u8;
            /// The low 16 bits of `x * y`.
            wrapping-mul-s16: func(x: s16, y: s16) -> s16;
            /// The low 16 bits of `x * y`.
            wrapping-mul-u16: func(x: u16, y: u16) -> u16;
            /// The low 32 bits of `x * y`.
            wrapping-mul-s32: func(x: s32, y: s32) -> s32;
            /// The low 32 bits of `x * y`.
            wrapping-mul-u32: func(x: u32, y: u32) -> u32;
            /// The low 64 bits of `x * y`.
            wrapping-mul-s64: func(x: s64, y: s64) -> s64;
            /// The low 64 bits of `x * y`.
            wrapping-mul-u64: func(x: u64, y: u64) -> u64;

            /// The low 8 bits of `0 - x`.
            wrapping-neg-s8: func(x: s8) -> s8;
            /// The low 8 bits of `0 - x`.
            wrapping-neg-u8: func(x: u8) -> u8;
            /// The low 16 bits of `0 - x`.
            wrapping-neg-s16: func(x: s16) -> s16;
            /// The low 16 bits of `0 - x`.
            wrapping-neg-u16: func(x: u16) -> u16;
            /// The low 32 bits of `0 - x`.
            wrapping-neg-s32: func(x: s32) -> s32;
            /// The low 32 bits of `0 - x`.
            wrapping-neg-u32: func(x: u32) -> u32;
            /// The low 64 bits of `0 - x`.
            wrapping-neg-s64: func(x: s64) -> s64;
            /// The low 64 bits of `0 - x`.
            wrapping-neg-u64: func(x: u64) -> u64;

            /// The low 8 bits of `x` times 2 to the `count` modulo 8.
            wrapping-shl-s8: func(x: s8, count: u32) -> s8;
            /// The low 8 bits of `x` times 2 to the `count` modulo 8.
            wrapping-shl-u8: func(x: u8, count: u32) -> u8;
            /// The low 16 bits of `x` times 2 to the `count` modulo 16.
            wrapping-shl-s16: func(x: s16, count: u32) -> s16;
            /// The low 16 bits of `x` times 2 to the `count` modulo 16.
            wrapping-shl-u16: func(x: u16, count: u32) -> u16;
            /// The low 32 bits of `x` times 2 to the `count` modulo 32.
            wrapping-shl-s32: func(x: s32, count: u32) -> s32;
            /// The low 32 bits of `x` times 2 to the `count` modulo 32.
            wrapping-shl-u32: func(x: u32, count: u32) -> u32;
            /// The low 64 bits of `x` times 2 to the `count` modulo 64.
            wrapping-shl-s64: func(x: s64, count: u32) -> s64;
            /// The low 64 bits of `x` times 2 to the `count` modulo 64.
            wrapping-shl-u64: func(x: u64, count: u32) -> u64;
        }

        """#),
    WITSource(
      name: "wit/integers/checked.wit",
      text: #"""
        package witscope:integers;

        /// Refuses: the true result, or nothing where it does not fit.
        ///
        /// `checked-add-s8(100, 50)` gives `none`, and `checked-add-s8(100, 20)` gives `some(120)`.
        ///
        /// A shift is refused for its count alone, if that is the type's width or more. Bits that it loses at the top do not
        /// count: `checked-shl-u8(255, 1)` gives `some(254)`.
        interface checked {
            /// `x + y`, or `none` if the sum is not in `-128..127`.
            checked-add-s8: func(x: s8, y: s8) -> option<s8>;
            /// `x + y`, or `none` if the sum is not in `0..255`.
            checked-add-u8: func(x: u8, y: u8) -> option<u8>;
            /// `x + y`, or `none` if the sum is not in `-32768..32767`.
            checked-add-s16: func(x: s16, y: s16) -> option<s16>;
            /// `x + y`, or `none` if the sum is not in `0..65535`.
            checked-add-u16: func(x: u16, y: u16) -> option<u16>;
            /// `x + y`, or `none` if the sum is not in `-2147483648..2147483647`.
            checked-add-s32: func(x: s32, y: s32) -> option<s32>;
            /// `x + y`, or `none` if the sum is not in `0..4294967295`.
            checked-add-u32: func(x: u32, y: u32) -> option<u32>;
            /// `x + y`, or `none` if the sum is not in `-9223372036854775808..9223372036854775807`.
            checked-add-s64: func(x: s64, y: s64) -> option<s64>;
            /// `x + y`, or `none` if the sum is not in `0..18446744073709551615`.
            checked-add-u64: func(x: u64, y: u64) -> option<u64>;

            /// `x - y`, or `none` if the difference is not in `-128..127`.
            checked-sub-s8: func(x: s8, y: s8) -> option<s8>;
            /// `x - y`, or `none` if the difference is not in `0..255`.
            checked-sub-u8: func(x: u8, y: u8) -> option<u8>;
            /// `x - y`, or `none` if the difference is not in `-32768..32767`.
            checked-sub-s16: func(x: s16, y: s16) -> option<s16>;
            /// `x - y`, or `none` if the difference is not in `0..65535`.
            checked-sub-u16: func(x: u16, y: u16) -> option<u16>;
            /// `x - y`, or `none` if the difference is not in `-2147483648..2147483647`.
            checked-sub-s32: func(x: s32, y: s32) -> option<s32>;
            /// `x - y`, or `none` if the difference is not in `0..4294967295`.
            checked-sub-u32: func(x: u32, y: u32) -> option<u32>;
            /// `x - y`, or `none` if the difference is not in `-9223372036854775808..9223372036854775807`.
            checked-sub-s64: func(x: s64, y: s64) -> option<s64>;
            /// `x - y`, or `none` if the difference is not in `0..18446744073709551615`.
            checked-sub-u64: func(x: u64, y: u64) -> option<u64>;

            /// `x * y`, or `none` if the product is not in `-128..127`.
            checked-mul-s8: func(x: s8, y: s8) -> option<s8>;
            /// `x * y`, or `none` if the product is not in `0..255`.
            checked-mul-u8: func(x: u8, y: u8) -> option<u8>;
            /// `x * y`, or `none` if the product is not in `-32768..32767`.
            checked-mul-s16: func(x: s16, y: s16) -> option<s16>;
            /// `x * y`, or `none` if the product is not in `0..65535`.
            checked-mul-u16: func(x: u16, y: u16) -> option<u16>;
            /// `x * y`, or `none` if the product is not in `-2147483648..2147483647`.
            checked-mul-s32: func(x: s32, y: s32) -> option<s32>;
            /// `x * y`, or `none` if the product is not in `0..4294967295`.
            checked-mul-u32: func(x: u32, y: u32) -> option<u32>;
            /// `x * y`, or `none` if the product is not in `-9223372036854775808..9223372036854775807`.
            checked-mul-s64: func(x: s64, y: s64) -> option<s64>;
            /// `x * y`, or `none` if the product is not in `0..18446744073709551615`.
            checked-mul-u64: func(x: u64, y: u64) -> option<u64>;

            /// `0 - x`, or `none` if `x` is `-128`.
            checked-neg-s8: func(x: s8) -> option<s8>;
            /// `0 - x`, or `none` if `x` is not `0`.
            checked-neg-u8: func(x: u8) -> option<u8>;
            /// `0 - x`, or `none` if `x` is `-32768`.
            checked-neg-s16: func(x: s16) -> option<s16>;
            /// `0 - x`, or `none` if `x` is not `0`.
            checked-neg-u16: func(x: u16) -> option<u16>;
            /// `0 - x`, or `none` if `x` is `-2147483648`.
            checked-neg-s32: func(x: s32) -> option<s32>;
            /// `0 - x`, or `none` if `x` is not `0`.
            checked-neg-u32: func(x: u32) -> option<u32>;
            /// `0 - x`, or `none` if `x` is `-9223372036854775808`.
            checked-neg-s64: func(x: s64) -> option<s64>;
            /// `0 - x`, or `none` if `x` is not `0`.
            checked-neg-u64: func(x: u64) -> option<u64>;

            /// The low 8 bits of `x` times 2 to the `count`, or `none` if `count` is 8 or more.
            checked-shl-s8: func(x: s8, count: u32) -> option<s8>;
            /// The low 8 bits of `x` times 2 to the `count`, or `none` if `count` is 8 or more.
            checked-shl-u8: func(x: u8, count: u32) -> option<u8>;
            /// The low 16 bits of `x` times 2 to the `count`, or `none` if `count` is 16 or more.
            checked-shl-s16: func(x: s16, count: u32) -> option<s16>;
            /// The low 16 bits of `x` times 2 to the `count`, or `none` if `count` is 16 or more.
            checked-shl-u16: func(x: u16, count: u32) -> option<u16>;
            /// The low 32 bits of `x` times 2 to the `count`, or `none` if `count` is 32 or more.
            checked-shl-s32: func(x: s32, count: u32) -> option<s32>;
            /// The low 32 bits of `x` times 2 to the `count`, or `none` if `count` is 32 or more.
            checked-shl-u32: func(x: u32, count: u32) -> option<u32>;
            /// The low 64 bits of `x` times 2 to the `count`, or `none` if `count` is 64 or more.
            checked-shl-s64: func(x: s64, count: u32) -> option<s64>;
            /// The low 64 bits of `x` times 2 to the `count`, or `none` if `count` is 64 or more.
            checked-shl-u64: func(x: u64, count: u32) -> option<u64>;
        }

        """#),
    WITSource(
      name: "wit/integers/saturating.wit",
      text: #"""
        package witscope:integers;

        /// Stops at the end: the true result or, where it does not fit, the type's number that is nearest to it.
        ///
        /// `saturating-add-s8(100, 50)` gives `127`. That is right for loudness, brightness and temperatures.
        ///
        /// A shift is looked at as the multiplication that it is: it saturates for the bits that it would lose, and its count
        /// is not reduced. `saturating-shl-s8(1, 100)` gives `127`, and 0 stays 0.
        ///
        /// Negation is here for signed types only, since that of an unsigned number would always be 0.
        interface saturating {
            /// `x + y`, or the nearest number in `-128..127`.
            saturating-add-s8: func(x: s8, y: s8) -> s8;
            /// `x + y`, or the nearest number in `0..255`.
            saturating-add-u8: func(x: u8, y: u8) -> u8;
            /// `x + y`, or the nearest number in `-32768..32767`.
            saturating-add-s16: func(x: s16, y: s16) -> s16;
            /// `x + y`, or the nearest number in `0..65535`.
            saturating-add-u16: func(x: u16, y: u16) -> u16;
            /// `x + y`, or the nearest number in `-2147483648..2147483647`.
            saturating-add-s32: func(x: s32, y: s32) -> s32;
            /// `x + y`, or the nearest number in `0..4294967295`.
            saturating-add-u32: func(x: u32, y: u32) -> u32;
            /// `x + y`, or the nearest number in `-9223372036854775808..9223372036854775807`.
            saturating-add-s64: func(x: s64, y: s64) -> s64;
            /// `x + y`, or the nearest number in `0..18446744073709551615`.
            saturating-add-u64: func(x: u64, y: u64) -> u64;

            /// `x - y`, or the nearest number in `-128..127`.
            saturating-sub-s8: func(x: s8, y: s8) -> s8;
            /// `x - y`, or the nearest number in `0..255`.
            saturating-sub-u8: func(x: u8, y: u8) -> u8;
            /// `x - y`, or the nearest number in `-32768..32767`.
            saturating-sub-s16: func(x: s16, y: s16) -> s16;
            /// `x - y`, or the nearest number in `0..65535`.
            saturating-sub-u16: func(x: u16, y: u16) -> u16;
            /// `x - y`, or the nearest number in `-2147483648..2147483647`.
            saturating-sub-s32: func(x: s32, y: s32) -> s32;
            /// `x - y`, or the nearest number in `0..4294967295`.
            saturating-sub-u32: func(x: u32, y: u32) -> u32;
            /// `x - y`, or the nearest number in `-9223372036854775808..9223372036854775807`.
            saturating-sub-s64: func(x: s64, y: s64) -> s64;
            /// `x - y`, or the nearest number in `0..18446744073709551615`.
            saturating-sub-u64: func(x: u64, y: u64) -> u64;

            /// `x * y`, or the nearest number in `-128..127`.
            saturating-mul-s8: func(x: s8, y: s8) -> s8;
            /// `x * y`, or the nearest number in `0..255`.
            saturating-mul-u8: func(x: u8, y: u8) -> u8;
            /// `x * y`, or the nearest number in `-32768..32767`.
            saturating-mul-s16: func(x: s16, y: s16) -> s16;
            /// `x * y`, or the nearest number in `0..65535`.
            saturating-mul-u16: func(x: u16, y: u16) -> u16;
            /// `x * y`, or the nearest number in `-2147483648..2147483647`.
            saturating-mul-s32: func(x: s32, y: s32) -> s32;
            /// `x * y`, or the nearest number in `0..4294967295`.
            saturating-mul-u32: func(x: u32, y: u32) -> u32;
            /// `x * y`, or the nearest number in `-9223372036854775808..9223372036854775807`.
            saturating-mul-s64: func(x: s64, y: s64) -> s64;
            /// `x * y`, or the nearest number in `0..18446744073709551615`.
            saturating-mul-u64: func(x: u64, y: u64) -> u64;

            /// `0 - x`, and `127` for `-128`.
            saturating-neg-s8: func(x: s8) -> s8;
            /// `0 - x`, and `32767` for `-32768`.
            saturating-neg-s16: func(x: s16) -> s16;
            /// `0 - x`, and `2147483647` for `-2147483648`.
            saturating-neg-s32: func(x: s32) -> s32;
            /// `0 - x`, and `9223372036854775807` for `-9223372036854775808`.
            saturating-neg-s64: func(x: s64) -> s64;

            /// `x` times 2 to the `count`, or the nearest number in `-128..127`.
            saturating-shl-s8: func(x: s8, count: u32) -> s8;
            /// `x` times 2 to the `count`, or the nearest number in `0..255`.
            saturating-shl-u8: func(x: u8, count: u32) -> u8;
            /// `x` times 2 to the `count`, or the nearest number in `-32768..32767`.
            saturating-shl-s16: func(x: s16, count: u32) -> s16;
            /// `x` times 2 to the `count`, or the nearest number in `0..65535`.
            saturating-shl-u16: func(x: u16, count: u32) -> u16;
            /// `x` times 2 to the `count`, or the nearest number in `-2147483648..2147483647`.
            saturating-shl-s32: func(x: s32, count: u32) -> s32;
            /// `x` times 2 to the `count`, or the nearest number in `0..4294967295`.
            saturating-shl-u32: func(x: u32, count: u32) -> u32;
            /// `x` times 2 to the `count`, or the nearest number in `-9223372036854775808..9223372036854775807`.
            saturating-shl-s64: func(x: s64, count: u32) -> s64;
            /// `x` times 2 to the `count`, or the nearest number in `0..18446744073709551615`.
            saturating-shl-u64: func(x: u64, count: u32) -> u64;
        }

        """#),
  ]
}
