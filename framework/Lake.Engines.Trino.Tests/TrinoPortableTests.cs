using Lake.Engines.Tests;

namespace Lake.Engines.Trino.Tests;

public sealed class TrinoPortableTests : PortableConformance
{
    protected override EngineUnderTest Open()
    {
        var lake = new TrinoLakehouse();
        return new EngineUnderTest(lake.Engine, lake);
    }
}
