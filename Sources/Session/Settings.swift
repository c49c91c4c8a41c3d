package import ComponentRuntime
package import ComponentTypes

/// What a user can set. Colour and layout are the front ends' business.
package struct Settings: Hashable, Sendable {
  /// The most wasm instructions that one input may run; nil for no limit.
  package var fuel: UInt64?
  /// The longest that one input may take; nil for no limit.
  package var timeout: Duration?
  /// The most bytes that an instance's memories may grow to.
  package var maxMemory: Int
  /// Whether calls run watched.
  package var watch: WatchMode
  /// The features of core modules and of WIT that are on.
  package var features: FeatureChoice
  /// Where in a function's result its overflow flag is: selectors such as `1` or `overflowed`.
  package var flags: [FunctionPath: [String]]
  /// The most instructions that a call may have run to be followed from its losses to its result, which runs it once more;
  /// 0 follows none.
  package var followLimit: UInt64 = 1_000_000
  /// How long `:bench` takes, over all instances.
  package var benchTime: Duration = .seconds(1)
  /// The most bytes, roughly, that a walk keeps to go back.
  package var stepMemory = 256 << 20
  /// How long going back in a walk may take, about.
  package var stepTime: Duration = .milliseconds(100)
  /// Whether a front end that draws on the whole screen takes the mouse; off leaves it to the terminal.
  package var usesMouse = true

  /// The fuel that an input has where nobody says otherwise: a minute of work and more, in wasm instructions.
  package static let usualFuel: UInt64 = 50_000_000_000

  package init(
    fuel: UInt64? = Settings.usualFuel, timeout: Duration? = nil, maxMemory: Int = 1 << 30, watch: WatchMode = .observe,
    features: FeatureChoice = .usual, flags: [FunctionPath: [String]] = [:]
  ) {
    self.fuel = fuel
    self.timeout = timeout
    self.maxMemory = maxMemory
    self.watch = watch
    self.features = features
    self.flags = flags
  }
}
