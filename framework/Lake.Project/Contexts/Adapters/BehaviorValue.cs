using Lake.Jinja.Values;

namespace Lake.Project.Contexts.Adapters;

/// <summary><c>adapter.behavior</c>: every behaviour flag is off.</summary>
internal sealed class BehaviorValue : JinjaObject
{
    public static readonly BehaviorValue Instance = new(isFlag: false);
    private static readonly BehaviorValue Off = new(isFlag: true);

    private readonly bool _isFlag;

    private BehaviorValue(bool isFlag) => _isFlag = isFlag;

    public override string TypeName => _isFlag ? "BehaviorFlagRendered" : "Behavior";

    public override bool IsTrue => !_isFlag;

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = _isFlag ? PyBox.False : Off;
        return !_isFlag || name is "no_warn" or "setting";
    }
}
