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
    cSettings: [.unsafeFlags(["-O3", "-fno-plt", "-Xclang", "-mframe-pointer=none"], .when(configuration: .release))]),
  .systemLibrary(
    name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
]

let floor1: [Target] = [
  room("WIT", ["Diagnostics", "ComponentTypes"]),
  room("WAVE", ["Diagnostics", "ComponentTypes"]),
  room("CoreModule", ["Diagnostics", "CoreTypes"]),
  room("LineEditing", ["StyledText"]),
  room("Terminal", ["StyledText", "CNcurses"]),
  // Only tests and fuzz drivers use it.
  room("RandomInputs", ["ComponentTypes"]),
]

let floor2: [Target] = [
  room("CoreText", ["Diagnostics", "CoreTypes", "CoreModule"]),
  room("Interpreter", ["Diagnostics", "CoreTypes", "CoreModule", "CInterpreter"]),
  room("DebugInformation", ["CoreTypes", "CoreModule"]),
  room("CanonicalABI", ["Diagnostics", "ComponentTypes", "CoreTypes"]),
  room("ComponentBinary", ["Diagnostics", "ComponentTypes", "CoreTypes", "CoreModule"]),
]

let floor3: [Target] = [
  room(
    "ComponentRuntime",
    [
      "Diagnostics", "ComponentTypes", "CoreTypes", "CoreModule", "Interpreter", "CanonicalABI",
      "ComponentBinary", "BitArithmetic",
    ]),
  room("ComponentText", ["Diagnostics", "CoreText", "ComponentBinary"]),
  room("ComponentWIT", ["Diagnostics", "ComponentTypes", "WIT", "ComponentBinary"]),
]

let floor4: [Target] = [
  room("NativeComponents", ["BitArithmetic", "ComponentTypes", "CoreTypes", "ComponentRuntime", "WIT"]),
  room("SpecScripts", ["Diagnostics", "CoreTypes", "CoreModule", "CoreText", "Interpreter"]),
]

let floor5: [Target] = [
  room(
    "Session",
    [
      "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "WIT", "WAVE", "CoreModule", "CoreText",
      "DebugInformation", "Interpreter", "ComponentBinary", "ComponentText", "ComponentWIT", "ComponentRuntime",
      "NativeComponents", "ExampleComponents",
    ])
]

let floor6: [Target] = [
  room(
    "Presentation",
    [
      "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "StyledText", "WIT", "WAVE", "LineEditing",
      "ComponentRuntime", "Session",
    ])
]

let floor7: [Target] = [
  room("LineREPL", ["StyledText", "Diagnostics", "LineEditing", "Terminal", "Session", "Presentation"]),
  room(
    "Explorer",
    [
      "StyledText", "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "WIT", "WAVE", "LineEditing",
      "Terminal", "ComponentRuntime", "Session", "Presentation",
    ]),
]

/// Not a room: a listed package. It stands here so that the floors hold rooms only.
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let floor8: [Target] = [
  room(
    "WitscopeCommands",
    [
      "StyledText", "Diagnostics", "LineEditing", "Terminal", "CoreModule", "CoreText", "ComponentRuntime",
      "SpecScripts", "Session", "Presentation", "LineREPL", "Explorer", argumentParser,
    ])
]

/// What links all that the program needs into it, so that nothing is looked up or moved when it starts: that takes two
/// milliseconds off every run. It needs the libraries' static forms, which is why the Makefile looks for them and asks.
let programLinking: [LinkerSetting] =
  Context.environment["WITSCOPE_LINKING"] == "static"
  ? [
    .unsafeFlags(
      ["-static-executable", "-lncursesw", "-ltinfo"], .when(platforms: [.linux], configuration: .release))
  ] : []

let floor9: [Target] = [
  .executableTarget(
    name: "witscope", dependencies: ["WitscopeCommands"], swiftSettings: houseSettings,
    linkerSettings: programLinking),
  .executableTarget(
    name: "witscope-benchmarks",
    dependencies: [
      "CNcurses", "StyledText", "CoreTypes", "CoreModule", "Terminal", "Interpreter", "Session", "Explorer",
    ],
    swiftSettings: houseSettings),
  .executableTarget(
    name: "witscope-fuzz",
    dependencies: [
      "Diagnostics", "ComponentTypes", "CoreTypes", "WIT", "WAVE", "RandomInputs", "CoreModule", "Interpreter",
      "ComponentBinary", "ComponentWIT", "Session",
    ],
    swiftSettings: houseSettings),
]

let testTargets: [Target] = [
  tests("RandomInputsTests", ["Diagnostics", "ComponentTypes", "WIT", "WAVE", "RandomInputs"]),
  tests("HouseTests", []),
  tests("BitArithmeticTests", ["BitArithmetic"]),
  tests("ComponentTypesTests", ["ComponentTypes"]),
  tests("StyledTextTests", ["StyledText"]),
  tests("WITTests", ["Diagnostics", "ComponentTypes", "WIT"]),
  tests("WAVETests", ["Diagnostics", "ComponentTypes", "WAVE"]),
  tests("CoreTypesTests", ["CoreTypes"]),
  tests("CoreModuleTests", ["Diagnostics", "CoreTypes", "CoreModule"]),
  tests("CoreTextTests", ["Diagnostics", "CoreTypes", "CoreModule", "CoreText"]),
  tests("DebugInformationTests", ["CoreTypes", "CoreModule", "CoreText", "DebugInformation"]),
  tests("SpecScriptsTests", ["Diagnostics", "CoreModule", "CoreText", "SpecScripts"]),
  tests("LineEditingTests", ["StyledText", "LineEditing"]),
  tests("TerminalTests", ["StyledText", "CNcurses", "LineEditing", "Terminal"]),
  tests("InterpreterTests", ["CoreTypes", "CoreModule", "Interpreter"]),
  tests("CanonicalABITests", ["ComponentTypes", "CoreTypes", "CanonicalABI"]),
  tests("ComponentBinaryTests", ["Diagnostics", "ComponentTypes", "CoreModule", "ComponentBinary"]),
  tests("ComponentTextTests", ["Diagnostics", "CoreText", "ComponentBinary", "ComponentText"]),
  tests("ComponentWITTests", ["Diagnostics", "ComponentTypes", "WIT", "ComponentBinary", "ComponentWIT"]),
  tests(
    "ComponentRuntimeTests",
    [
      "BitArithmetic", "ComponentTypes", "CoreTypes", "CoreModule", "Interpreter", "ComponentBinary",
      "ComponentRuntime",
    ]),
  tests(
    "NativeComponentsTests",
    ["BitArithmetic", "ComponentTypes", "CoreTypes", "WIT", "ComponentRuntime", "NativeComponents"]),
  tests(
    "SessionTests",
    [
      "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "WIT", "WAVE", "RandomInputs", "CoreModule",
      "ComponentRuntime", "Session",
    ]),
  tests(
    "PresentationTests",
    [
      "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "StyledText", "LineEditing", "ComponentRuntime",
      "Session", "Presentation",
    ]),
  // Drives the built program, which is no library: it is named so that it is built.
  tests("ProgramTests", ["witscope"]),
  tests("WitscopeCommandsTests", ["WitscopeCommands"]),
  tests(
    "ExplorerTests",
    [
      "StyledText", "Diagnostics", "BitArithmetic", "ComponentTypes", "CoreTypes", "LineEditing", "ComponentRuntime",
      "Session", "Presentation", "Explorer",
    ]),
  tests(
    "LineREPLTests", ["StyledText", "Diagnostics", "LineEditing", "Terminal", "Session", "Presentation", "LineREPL"]),
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
