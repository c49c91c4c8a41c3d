// swift-tools-version: 6.2
import PackageDescription

// A target is a room with one job; it imports only floors below its own.
// `Tests/HouseTests` reads this table and the imports and fails on an upward one.

/// The upcoming features every Swift target is built with.
let houseSettings: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: houseSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: houseSettings)
}

let floor0: [Target] = [
  room("Diagnostics"),
  room("BitArithmetic"),
  room("ComponentTypes"),
  room("CoreTypes"),
  room("StyledText"),
  // The component is a link to examples/overflow, where its sources and its recipe are.
  .target(
    name: "ExampleComponents", resources: [.embedInCode("library-c.wasm")], swiftSettings: houseSettings),
  .target(
    name: "CInterpreter",
    cSettings: [.unsafeFlags(["-O3", "-fno-plt"], .when(configuration: .release))]),
  .systemLibrary(
    name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
]

let floor1: [Target] = [
  room("WIT", ["Diagnostics", "ComponentTypes"]),
  room("WAVE", ["Diagnostics", "ComponentTypes"]),
  room("CoreModule", ["Diagnostics", "CoreTypes"]),
  room("LineEditing", ["StyledText"]),
  room("Terminal", ["StyledText", "CNcurses"]),
]

let floor2: [Target] = [
  room("Interpreter", ["Diagnostics", "CoreTypes", "CoreModule", "CInterpreter"]),
  room("CanonicalABI", ["Diagnostics", "ComponentTypes", "CoreTypes"]),
  room("ComponentBinary", ["Diagnostics", "ComponentTypes", "CoreTypes", "CoreModule"]),
]

let floor3: [Target] = [
  room(
    "ComponentRuntime",
    [
      "Diagnostics", "ComponentTypes", "CoreTypes", "CoreModule", "Interpreter", "CanonicalABI",
      "ComponentBinary", "BitArithmetic",
    ])
]

let floor4: [Target] = [
  room("NativeComponents", ["BitArithmetic", "ComponentTypes", "CoreTypes", "ComponentRuntime", "WIT"])
]

let floor5: [Target] = [
  room(
    "Session",
    [
      "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "WIT", "WAVE", "CoreModule", "Interpreter",
      "ComponentBinary", "ComponentRuntime", "NativeComponents", "ExampleComponents",
    ])
]

let floor6: [Target] = [
  room(
    "Presentation",
    [
      "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "StyledText", "WIT", "WAVE", "ComponentRuntime",
      "Session",
    ])
]

let floor7: [Target] = [
  room("LineREPL", ["StyledText", "Diagnostics", "LineEditing", "Terminal", "Session", "Presentation"])
]

/// Not a room: a listed package. It stands here so that the floors hold rooms only.
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let floor8: [Target] = [
  room(
    "WitscopeCommands",
    [
      "StyledText", "Diagnostics", "LineEditing", "Terminal", "ComponentRuntime", "Session", "Presentation", "LineREPL",
      argumentParser,
    ])
]

let floor9: [Target] = [
  .executableTarget(name: "witscope", dependencies: ["WitscopeCommands"], swiftSettings: houseSettings),
  .executableTarget(
    name: "witscope-benchmarks", dependencies: ["CoreTypes", "CoreModule", "Interpreter"], swiftSettings: houseSettings),
]

let testTargets: [Target] = [
  tests("HouseTests", []),
  tests("BitArithmeticTests", ["BitArithmetic"]),
  tests("ComponentTypesTests", ["ComponentTypes"]),
  tests("StyledTextTests", ["StyledText"]),
  tests("WITTests", ["WIT", "Diagnostics", "ComponentTypes"]),
  tests("WAVETests", ["WAVE", "Diagnostics", "ComponentTypes"]),
  tests("CoreModuleTests", ["CoreModule", "CoreTypes", "Diagnostics"]),
  tests("LineEditingTests", ["LineEditing", "StyledText"]),
  tests("TerminalTests", ["Terminal", "StyledText", "LineEditing"]),
  tests("InterpreterTests", ["Interpreter", "CoreModule", "CoreTypes"]),
  tests("CanonicalABITests", ["CanonicalABI", "ComponentTypes", "CoreTypes"]),
  tests("ComponentBinaryTests", ["ComponentBinary", "ComponentTypes", "Diagnostics"]),
  tests("ComponentRuntimeTests", ["ComponentRuntime", "ComponentBinary", "ComponentTypes"]),
  tests(
    "NativeComponentsTests",
    ["NativeComponents", "BitArithmetic", "ComponentRuntime", "ComponentTypes", "CoreTypes", "WIT"]),
  tests(
    "SessionTests",
    ["Session", "ComponentRuntime", "ComponentTypes", "CoreTypes", "Diagnostics", "BitArithmetic", "WAVE"]),
  tests(
    "PresentationTests", ["Presentation", "Session", "StyledText", "BitArithmetic", "Diagnostics", "ComponentTypes"]),
  tests("WitscopeCommandsTests", ["WitscopeCommands"]),
  tests("LineREPLTests", ["LineREPL", "Session", "LineEditing"]),
]

let package = Package(
  name: "witscope",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: floor0 + floor1 + floor2 + floor3 + floor4 + floor5 + floor6 + floor7 + floor8 + floor9 + testTargets,
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17
)
