using Lake.Engines.Tests;

namespace Lake.Engines.DuckDb.Tests;

public sealed class DuckDbPortableTests : PortableConformance
{
    protected override EngineUnderTest Open()
    {
        var lake = new Lakehouse();
        return new EngineUnderTest(lake.NewEngine(), lake);
    }
}
