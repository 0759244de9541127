using System.Collections.Immutable;
using System.Net;
using Lake.Loader.Streams;

namespace Lake.Gateway;

/// <summary>What is received, where, and where to it goes.</summary>
/// <param name="ProjectDirectory">What the paths of streams are relative to.</param>
/// <param name="Streams">Those with a <see cref="StreamDefinition.Webhook"/>.</param>
/// <param name="Port">0 takes a free one.</param>
public sealed record GatewayOptions(string ProjectDirectory, ImmutableArray<StreamDefinition> Streams, IPAddress Address, int Port)
{
    /// <summary>Where secrets are.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public override string ToString() => $"http://{new IPEndPoint(Address, Port)}";
}
