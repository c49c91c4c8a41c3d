package import Diagnostics

/// A specification script: what it defines, calls and asserts, in order.
///
/// Source: the specification's reference interpreter, "Scripts".
package struct Script: Sendable {
  /// What the directives' ranges of tokens belong to.
  package let text: TokenizedText
  package let directives: [ScriptDirective]
}

/// One directive of a script.
package struct ScriptDirective: Sendable {
  package let kind: Kind
  /// The whole directive in the text.
  package let span: SourceSpan

  /// What it asks for.
  package enum Kind: Sendable {
    /// Defines a module and makes an instance of it.
    case module(ScriptModule)
    /// Defines a module only.
    case definition(ScriptModule)
    /// Makes an instance of a module or component defined before; the last one where none is named.
    case instance(ScriptModule.Format, Identifier?, of: Identifier?)
    /// Lets modules import from an instance under a name; the last instance where none is named.
    case register([UInt8], Identifier?)
    case action(ScriptAction)
    case assertReturn(ScriptAction, [ScriptPattern])
    case assertTrap(ScriptAction, message: String)
    case assertExhaustion(ScriptAction, message: String)
    case assertException(ScriptAction)
    case assertMalformed(ScriptModule, message: String)
    case assertInvalid(ScriptModule, message: String)
    /// Refused for what an annotation says.
    case assertMalformedCustom(ScriptModule, message: String)
    case assertInvalidCustom(ScriptModule, message: String)
    case assertUnlinkable(ScriptModule, message: String)
    /// The module traps while it is instantiated.
    case assertModuleTrap(ScriptModule, message: String)
    /// Directives that another thread runs, with the modules that it shares.
    case thread(Identifier?, shared: [Identifier], Script)
    case wait(Identifier)
    /// A directive that is not known: its keyword.
    case unknown(String)
  }
}

/// A module or component in a script. What it holds is only read when it is asked for, since a script may say that it is
/// malformed.
package struct ScriptModule: Sendable {
  package let format: Format
  package let identifier: Identifier?
  package let source: Source
  /// The whole of it in the text.
  package let span: SourceSpan

  /// What it is.
  package enum Format: String, Hashable, Sendable {
    case module, component
  }

  /// How it is written.
  package enum Source: Sendable {
    /// As text: the tokens of its fields.
    case text(Range<Int>)
    /// As the bytes of the binary format.
    case binary([UInt8])
    /// As a string that holds text: a module's, with or without `(module …)` around it, or a component's fields.
    case quote([UInt8])
  }
}

/// What a script does with an instance; the last one where none is named.
package enum ScriptAction: Sendable {
  case invoke(Identifier?, [UInt8], [ScriptValue])
  case get(Identifier?, [UInt8])
}

/// A value that a script passes.
package enum ScriptValue: Hashable, Sendable {
  case i32(UInt32)
  case i64(UInt64)
  /// The bit pattern.
  case f32(UInt32)
  /// The bit pattern.
  case f64(UInt64)
  /// The lane 0 is in the lowest bits.
  case v128(low: UInt64, high: UInt64)
  /// A null of a hierarchy by its heap type's keyword; nil where none is written.
  case refNull(String?)
  /// An external reference by the number that the script gives it.
  case refExtern(UInt32)
  /// The same as an internal reference.
  case refHost(UInt32)
  /// A component's value: its tokens, brackets included, which are read as the type that is expected there.
  case component(Range<Int>)
}

/// What a script expects of a value.
package indirect enum ScriptPattern: Hashable, Sendable {
  case value(ScriptValue)
  case f32(NaNClass)
  case f64(NaNClass)
  /// Lanes of which some are any NaN of a class.
  case vector(VectorShape, [LanePattern])
  /// A reference that is not null, of a kind: `func`, `extern`, `any`, `eq`, `i31`, `struct`, `array` or `exn`.
  case reference(String)
  case either([ScriptPattern])

  /// Which NaNs are meant.
  package enum NaNClass: String, Hashable, Sendable {
    /// Only the top bit of the payload is set; the sign is either.
    case canonical
    /// The top bit of the payload is set; the rest and the sign are any.
    case arithmetic
  }

  /// One lane.
  package enum LanePattern: Hashable, Sendable {
    /// The bit pattern.
    case bits(UInt64)
    case nan(NaNClass)
  }
}
