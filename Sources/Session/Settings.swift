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
  /// WIT features that are on, by name.
  package var features: Set<String>
  /// Where in a function's result its overflow flag is: selectors such as `1` or `overflowed`.
  package var flags: [FunctionPath: [String]]
  /// Whether a front end that draws on the whole screen takes the mouse; off leaves it to the terminal.
  package var usesMouse = true

  package init(
    fuel: UInt64? = nil, timeout: Duration? = nil, maxMemory: Int = 1 << 30, watch: WatchMode = .observe,
    features: Set<String> = [], flags: [FunctionPath: [String]] = [:]
  ) {
    self.fuel = fuel
    self.timeout = timeout
    self.maxMemory = maxMemory
    self.watch = watch
    self.features = features
    self.flags = flags
  }
}
